"""What was tested, and what is wrong."""


class Report:
    def __init__(self, name: str = "site") -> None:
        self.name = name
        self.passed = 0
        self.failed = 0

    def check(self, name: str, problems: list[str]) -> None:
        """One test: it passes where there is no problem. Of many problems the first twenty are shown."""
        if not problems:
            self.passed += 1
            return
        self.failed += 1
        print(f"FAILED: {name}")
        for problem in problems[:20]:
            print(f"  {problem}")
        if len(problems) > 20:
            print(f"  … and {len(problems) - 20} more")

    def finish(self) -> int:
        print(f"{self.name}: {self.passed} passed, {self.failed} failed")
        return 1 if self.failed or not self.passed else 0
