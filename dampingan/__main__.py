"""``python -m dampingan``."""

from dampingan.cli import main

if __name__ == "__main__":
    main()
