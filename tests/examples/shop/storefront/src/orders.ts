export interface Order {
  id: string;
  status: string;
}

export class OrdersClient {
  constructor(private readonly base: string) {}

  async place(items: Record<string, number>): Promise<Order> {
    const response = await fetch(new URL("/orders", this.base), {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ items }),
      signal: AbortSignal.timeout(3000),
    });
    if (!response.ok) throw new Error(`orders answered ${response.status}`);
    return (await response.json()) as Order;
  }
}
