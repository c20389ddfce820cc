import logging
import pathlib

logging.basicConfig(filename="ledger.log", level=logging.INFO)
logging.info("opened")
print("logged", len(pathlib.Path("ledger.log").read_text().splitlines()))
