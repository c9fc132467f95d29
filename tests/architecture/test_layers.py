import subprocess
import sys
from pathlib import Path

from config import ROOT


def test_imports_keep_the_contracts_of_the_layers():
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_rules_can_be_used_without_flask_and_without_a_database():
    code = (
        "import sys, importlib, pkgutil, aid.domain as d\n"
        "[importlib.import_module(f'aid.domain.{m.name}') for m in pkgutil.iter_modules(d.__path__)]\n"
        "frameworks = {'flask', 'sqlalchemy', 'weasyprint', 'wtforms', 'yaml'}\n"
        "print(sorted({n.split('.')[0] for n in sys.modules} & frameworks))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
