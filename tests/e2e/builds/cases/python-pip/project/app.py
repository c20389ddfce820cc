import flask
import requests

app = flask.Flask(__name__)


@app.route("/parcels")
def parcels():
    return f"3 parcels, requests {requests.__version__}\n"
