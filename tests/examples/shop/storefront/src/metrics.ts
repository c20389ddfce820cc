const counts = new Map<string, number>();

export function counter(name: string, labels: Record<string, string>): void {
  const text = Object.entries(labels).map(([key, value]) => `${key}="${value}"`);
  const series = `${name}{${text.join(",")}}`;
  counts.set(series, (counts.get(series) ?? 0) + 1);
}

// In the text format that Prometheus scrapes.
export function render(): string {
  return [...counts].map(([series, count]) => `${series} ${count}\n`).join("");
}
