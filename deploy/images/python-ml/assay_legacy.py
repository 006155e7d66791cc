"""Names that programs of 2015 to 2020 use and newer libraries removed.

The image stands in for codalab/codalab-legacy, whose Python 3.7 had them. Nothing is imported here that a program
does not import itself: what is missing is added when its module has been loaded.
"""
import builtins
import importlib.abc
import importlib.machinery
import importlib.util
import os
import re
import sys


def _numpy(numpy):
    # Removed in NumPy 1.24; looked for in __dict__, since asking the module itself raises.
    for alias, name in (("float", "float"), ("int", "int"), ("bool", "bool"), ("object", "object"), ("str", "str"),
                        ("complex", "complex"), ("long", "int"), ("unicode", "str")):
        if alias not in vars(numpy):
            setattr(numpy, alias, getattr(builtins, name))


def _yaml(yaml):
    # Until PyYAML 6 the loader could be left out. The safe one serves: programs read plain data.
    strict = yaml.load

    def load(stream, Loader=yaml.SafeLoader):
        return strict(stream, Loader=Loader)

    yaml.load = load


def _sklearn_externals(externals):
    # Removed in scikit-learn 0.23.
    import joblib
    externals.joblib = joblib
    sys.modules["sklearn.externals.joblib"] = joblib


def _collections(collections):
    # Removed in Python 3.10.
    import collections.abc as abc
    for name in abc.__all__:
        if name not in vars(collections):
            setattr(collections, name, getattr(abc, name))


def _time(time):
    # Removed in Python 3.8.
    if not hasattr(time, "clock"):
        time.clock = time.perf_counter


_REPAIRS = {"numpy": _numpy, "yaml": _yaml, "sklearn.externals": _sklearn_externals}


class _Repairing(importlib.abc.Loader):
    """Loads a module as its own loader would, then adds what is missing."""

    def __init__(self, loader, repair):
        self._loader = loader
        self._repair = repair

    def create_module(self, spec):
        return self._loader.create_module(spec)

    def exec_module(self, module):
        self._loader.exec_module(module)
        self._repair(module)

    def __getattr__(self, name):
        return getattr(self._loader, name)


class _Finder(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path, target=None):
        repair = _REPAIRS.pop(name, None)
        if repair is None:
            return None
        spec = importlib.machinery.PathFinder.find_spec(name, path, target)
        if spec is not None and spec.loader is not None:
            spec.loader = _Repairing(spec.loader, repair)
        return spec


def _even(text):
    """Tabs at the beginning of lines as Python 2 took them: up to the next multiple of eight."""
    return re.sub(r"^[ \t]+", lambda blank: blank.group().expandtabs(8), text, flags=re.MULTILINE)


def _tolerate_tabs():
    # Python 2 let tabs and spaces be mixed. Nothing else of Python 2 is imitated: what it computed otherwise, such as
    # 1/2, would be wrong without anybody noticing.
    strict = importlib.machinery.SourceFileLoader.source_to_code

    def source_to_code(self, data, path, **options):
        try:
            return strict(self, data, path, **options)
        except TabError:
            print(f"assay: {path} mixes tabs and spaces; a tab counts for eight", file=sys.stderr)
            text = _even(importlib.util.decode_source(bytes(data)))
            return strict(self, text, path, **options)

    importlib.machinery.SourceFileLoader.source_to_code = source_to_code


def _script(arguments):
    """Where among the interpreter's arguments the script stands; None if there is none."""
    position = 1
    while position < len(arguments) and arguments[position].startswith("-"):
        if arguments[position][1:2] in "cm" or arguments[position] == "-":
            return None
        position += 2 if arguments[position] in ("-W", "-X") else 1
    return position if position < len(arguments) else None


def _restart_with_even_tabs():
    # The interpreter reads the script itself, so that no loader can help: it is started again with one that does.
    arguments = sys.orig_argv
    position = _script(arguments)
    if position is None:
        return
    try:
        with open(arguments[position], "rb") as file:
            source = file.read()
        if b"\t" not in source:
            return
        compile(source, arguments[position], "exec", dont_inherit=True)
    except TabError:
        run = "import assay_legacy; assay_legacy.run_script()"
        os.execv(sys.executable, [arguments[0], *arguments[1:position], "-c", run, *arguments[position:]])
    except Exception:
        return  # the interpreter says it better


def run_script():
    """Runs the script named by the first argument as the interpreter would."""
    sys.argv = sys.argv[1:]
    script = sys.argv[0]
    sys.path[0] = os.path.dirname(os.path.abspath(script))
    loader = importlib.machinery.SourceFileLoader("__main__", script)
    main = sys.modules["__main__"].__dict__
    main.update(__file__=script, __loader__=loader, __builtins__=builtins)
    exec(loader.source_to_code(loader.get_data(script), script), main)


sys.meta_path.insert(0, _Finder())
_tolerate_tabs()
_restart_with_even_tabs()
_collections(sys.modules.get("collections") or __import__("collections"))
_time(sys.modules.get("time") or __import__("time"))
