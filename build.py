import sys

try:
    from memo.cli import main

    main()
except ModuleNotFoundError as missing:
    if not missing.name or missing.name.startswith("memo"):
        raise
    sys.exit(
        f"{missing.name} er ikke installeret / is not installed: "
        "brug kommandoen i README.md / use the command in README.md"
    )
