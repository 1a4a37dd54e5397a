"""Portals to print letters from: copies of the example, changed for a test."""

import json
import shutil
import subprocess
from pathlib import Path

from .pdf import Letter


def profiles(root: Path) -> dict:
    windows = json.loads((root / "templates/windows.json").read_text())
    return {name: profile for name, profile in windows.items() if name != "$schema"}


class Portal:
    def __init__(self, root: Path, folder: Path, program: Path) -> None:
        self.folder = folder
        self.program = program
        for part in ("content", "templates"):
            shutil.copytree(root / part, folder / part)

    def print(self, *options: str) -> list[Letter]:
        """Prints, and gives the letters."""
        command = [self.program, "letters", "--portal", self.folder, "--pdf", "--format", "json", *options]
        run = subprocess.run(command, capture_output=True, text=True, timeout=600)
        if run.returncode != 0:
            raise SystemExit(f"{' '.join(map(str, command))} failed:\n{run.stderr}{run.stdout}")
        files = json.loads((self.folder / "letters/manifest.json").read_text())["files"]
        pages = {file["path"]: file.get("pages") for file in files}
        window = json.loads((self.folder / "content/portal.json").read_text())["letters"]["window"]
        profile = profiles(self.folder)[window]
        letters = json.loads(run.stdout)["letters"]
        return [Letter(self.folder / "letters", one, profile, pages[one["path"] + ".pdf"]) for one in letters]

    def set_window(self, profile: str) -> None:
        path = self.folder / "content/portal.json"
        settings = json.loads(path.read_text())
        settings["letters"]["window"] = profile
        path.write_text(json.dumps(settings))

    def add_lengths(self, count: int) -> None:
        """Revocations on 2 March 2026 whose reasons have ever more sentences, for an English and a Japanese customer."""
        for customer, sentence in (
            ("lindqvale-logistics", "Devices with this agent stop for some seconds whenever a person signs in to them. "),
            ("sorabashi-precision", "このエージェントを導入したデバイスは、サインインのたびに数秒間停止します。"),
        ):
            for number in range(count):
                self.add(f"LEN-{customer[:2]}-{number:02}", customer, [deployed("2026-01-05"), {
                    "date": "2026-03-02", "kind": "revoked", "conditions": ["system-stability"],
                    "reason": sentence * (1 + 6 * number), "actions": [sentence * 2, sentence], "appeal": sentence,
                }])

    def add_standing(self, count: int) -> None:
        """Exceptions that stand, all of one customer."""
        for number in range(count):
            self.add(f"STAND-{number:03}", "lindqvale-logistics", [deployed("2026-01-05")])

    def add(self, id: str, customer: str, events: list) -> None:
        record = {
            "id": id, "title": f"Exception {id}", "type": "drivers", "customer": customer, "requirement": "R",
            "proposal": "P", "timeline": {"permanent": True}, "events": opening() + events,
        }
        (self.folder / f"content/exceptions/{id}.json").write_text(json.dumps(record))


def opening() -> list:
    return [
        {"date": "2026-01-01", "kind": "submitted"},
        {"date": "2026-01-02", "kind": "assessed", "factors": [{"factor": "key-conditions", "outcome": "decides"}]},
        {"date": "2026-01-03", "kind": "approved"},
    ]


def deployed(day: str) -> dict:
    return {"date": day, "kind": "deployed"}
