import gc
import sys

# Most of what a command makes lives as long as it: there is little to collect so often.
gc.set_threshold(50_000, 20, 50)

try:
    from memo.cli import leave, main

    if __name__ == "__main__":  # processes that build for this one import it too
        main()
except SystemExit as end:
    leave(end)
except ModuleNotFoundError as missing:
    if not missing.name or missing.name.startswith("memo"):
        raise
    sys.exit(
        f"{missing.name} er ikke installeret / is not installed: "
        "brug kommandoen i README.md / use the command in README.md"
    )
