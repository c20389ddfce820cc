module example.com/parcel-tracker/worker

go 1.23
