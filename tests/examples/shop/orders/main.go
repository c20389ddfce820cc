// The orders service: takes orders from the storefront and keeps them in Postgres.
package main

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"os"
	"os/signal"
	"sync/atomic"
	"syscall"
	"time"

	_ "github.com/lib/pq"
)

type server struct {
	store  store
	placed atomic.Int64
	failed atomic.Int64
}

func (s *server) place(w http.ResponseWriter, r *http.Request) {
	var order order
	body := http.MaxBytesReader(w, r.Body, 64<<10)
	if err := json.NewDecoder(body).Decode(&order); err != nil || !order.valid() {
		http.Error(w, "an order is {items: {SKU: quantity}}", http.StatusBadRequest)
		return
	}
	id, err := s.store.insert(r.Context(), order)
	if err != nil {
		s.failed.Add(1)
		slog.ErrorContext(r.Context(), "insert", "error", err)
		http.Error(w, "try again", http.StatusServiceUnavailable)
		return
	}
	s.placed.Add(1)
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(http.StatusCreated)
	_ = json.NewEncoder(w).Encode(map[string]string{"id": id, "status": "placed"})
}

func (s *server) ready(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), time.Second)
	defer cancel()
	if err := s.store.ping(ctx); err != nil {
		http.Error(w, "no database", http.StatusServiceUnavailable)
	}
}

func (s *server) metrics(w http.ResponseWriter, _ *http.Request) {
	fmt.Fprintf(w, "orders_placed_total %d\norders_failed_total %d\n", s.placed.Load(), s.failed.Load())
}

func (s *server) routes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /orders", s.place)
	mux.HandleFunc("GET /health", func(http.ResponseWriter, *http.Request) {})
	mux.HandleFunc("GET /ready", s.ready)
	mux.HandleFunc("GET /metrics", s.metrics)
	return mux
}

// healthcheck is what the image's HEALTHCHECK runs: there is no shell and no curl beside the program.
func healthcheck() int {
	response, err := http.Get("http://localhost:8080/health")
	if err != nil || response.StatusCode != http.StatusOK {
		return 1
	}
	return 0
}

func run(ctx context.Context) error {
	db, err := sql.Open("postgres", os.Getenv("DATABASE_URL"))
	if err != nil {
		return err
	}
	defer db.Close()

	listener := &http.Server{
		Addr:              ":8080",
		Handler:           (&server{store: postgres{db}}).routes(),
		ReadHeaderTimeout: 5 * time.Second,
	}
	go func() {
		<-ctx.Done()
		grace, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		defer cancel()
		_ = listener.Shutdown(grace)
	}()
	slog.Info("listening", "address", listener.Addr)
	if err := listener.ListenAndServe(); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

func main() {
	if len(os.Args) > 1 && os.Args[1] == "healthcheck" {
		os.Exit(healthcheck())
	}
	slog.SetDefault(slog.New(slog.NewJSONHandler(os.Stdout, nil)))
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, os.Interrupt)
	defer stop()
	if err := run(ctx); err != nil {
		slog.Error("stopped", "error", err)
		os.Exit(1)
	}
}
