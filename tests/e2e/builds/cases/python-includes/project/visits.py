import pathlib

import flask

app = flask.Flask(__name__)
counter = pathlib.Path(__file__).parent / "data" / "visits"


@app.route("/")
def visits():
    count = int(counter.read_text()) + 1 if counter.exists() else 1
    counter.write_text(str(count))
    return f"visits: {count}\n"


app.run(host="0.0.0.0", port=80)
