"""The two worked examples give expected.json through `cxex check --figures`."""
from common import Test, call


def main():
    test = Test()
    for name in ("small", "edge"):
        project = test.source / f"tests/cases/example-{name}/project.ini"
        figures = test.work / f"{name}.json"
        test.run("check", "--quiet", "--figures", figures, project)
        expected = test.source / f"tests/reference/example_{name}/expected.json"
        compared = call(["/usr/bin/env", "python3", test.source / "tests/oracle/compare_expected.py", figures, expected])
        print(f"example_{name}: {compared.stdout.strip().splitlines()[-1] if compared.stdout else compared.stderr}")
        test.expect(compared.returncode == 0, f"example_{name}: {compared.stdout}{compared.stderr}")
    test.done()


main()
