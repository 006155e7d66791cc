"""Names that programs of 2015 to 2020 use and newer libraries removed.

The image stands in for codalab/codalab-legacy, whose Python 3.7 had them. Nothing is imported here that a program
does not import itself: what is missing is added when its module has been loaded.
"""
import builtins
import importlib.abc
import importlib.machinery
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


sys.meta_path.insert(0, _Finder())
_collections(sys.modules.get("collections") or __import__("collections"))
_time(sys.modules.get("time") or __import__("time"))
