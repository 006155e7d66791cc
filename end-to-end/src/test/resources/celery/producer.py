"""Takes steps from one virtual host and sends them to another as a Codabench site does: Celery's own producer, no word of
Assay in the message, and the secret as a uuid, which Celery writes in its own way."""
import os
import uuid

from celery import Celery
from kombu import Connection, Exchange, Queue

site = Celery(broker=os.environ["TO"])
site.conf.task_queues = [
    Queue(
        "compute-worker",
        Exchange("compute-worker"),
        routing_key="compute-worker",
        queue_arguments={"x-max-priority": 10},
    )
]


def send(body, message):
    args = body[0][0]
    args.pop("assay", None)
    args["secret"] = uuid.UUID(args["secret"])
    site.send_task(
        "compute_worker_run",
        args=[args],
        queue="compute-worker",
        soft_time_limit=args["execution_time_limit"] + 1200,
        priority=10 if args["is_scoring"] else 0,
    )
    message.ack()


queue = Queue("compute-worker", queue_arguments={"x-max-priority": 10})
with Connection(os.environ["FROM"]) as connection, connection.Consumer(queue, callbacks=[send]):
    while True:
        connection.drain_events()
