package main

import (
	"context"
	"database/sql"
	"encoding/json"
)

type order struct {
	Items map[string]int `json:"items"`
}

func (o order) valid() bool {
	for sku, quantity := range o.Items {
		if sku == "" || quantity < 1 {
			return false
		}
	}
	return len(o.Items) > 0
}

type store interface {
	insert(ctx context.Context, o order) (id string, err error)
	ping(ctx context.Context) error
}

type postgres struct{ db *sql.DB }

func (p postgres) insert(ctx context.Context, o order) (string, error) {
	items, err := json.Marshal(o.Items)
	if err != nil {
		return "", err
	}
	var id string
	err = p.db.QueryRowContext(ctx, `insert into orders (items) values ($1) returning id`, items).Scan(&id)
	return id, err
}

func (p postgres) ping(ctx context.Context) error { return p.db.PingContext(ctx) }
