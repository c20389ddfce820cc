import os

import psycopg2
from flask import Flask, abort, jsonify

app = Flask(__name__)


def connect():
    return psycopg2.connect(host=os.environ["DATABASE_HOST"], user="parcels", password=os.environ["DATABASE_PASSWORD"])


@app.get("/parcels/<int:number>")
def parcel(number):
    with connect() as connection, connection.cursor() as cursor:
        cursor.execute("SELECT status, place FROM parcel WHERE number = %s", (number,))
        row = cursor.fetchone()
    if row is None:
        abort(404)
    return jsonify(number=number, status=row[0], place=row[1])


@app.get("/healthz")
def healthz():
    return "ok"
