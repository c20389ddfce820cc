import { createClient } from "redis";

const oneWeek = 7 * 24 * 60 * 60;

// A cart is a hash of SKU to quantity, and is forgotten a week after its last change.
export class CartStore {
  private constructor(private readonly redis: ReturnType<typeof createClient>) {}

  static async connect(url: string): Promise<CartStore> {
    const redis = createClient({ url });
    redis.on("error", (error: Error) => console.error(JSON.stringify({ level: "error", error: error.message })));
    await redis.connect();
    return new CartStore(redis);
  }

  async ready(): Promise<boolean> {
    return this.redis.isReady;
  }

  async add(cart: string, sku: string): Promise<void> {
    await this.redis.hIncrBy(`cart:${cart}`, sku, 1);
    await this.redis.expire(`cart:${cart}`, oneWeek);
  }

  async items(cart: string): Promise<Record<string, number>> {
    const found = await this.redis.hGetAll(`cart:${cart}`);
    return Object.fromEntries(Object.entries(found).map(([sku, count]) => [sku, Number(count)]));
  }

  async clear(cart: string): Promise<void> {
    await this.redis.del(`cart:${cart}`);
  }

  async close(): Promise<void> {
    await this.redis.close();
  }
}
