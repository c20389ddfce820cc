package main

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

type fake struct{ err error }

func (f fake) insert(context.Context, order) (string, error) { return "42", f.err }
func (f fake) ping(context.Context) error                    { return f.err }

func TestPlace(t *testing.T) {
	for _, test := range []struct {
		body string
		err  error
		want int
	}{
		{`{"items": {"mug": 2}}`, nil, http.StatusCreated},
		{`{"items": {"mug": 2}}`, errors.New("no database"), http.StatusServiceUnavailable},
		{`{"items": {"mug": 0}}`, nil, http.StatusBadRequest},
		{`{}`, nil, http.StatusBadRequest},
	} {
		answer := httptest.NewRecorder()
		request := httptest.NewRequest(http.MethodPost, "/orders", strings.NewReader(test.body))
		(&server{store: fake{test.err}}).routes().ServeHTTP(answer, request)
		if answer.Code != test.want {
			t.Errorf("%s: %d, want %d", test.body, answer.Code, test.want)
		}
	}
}
