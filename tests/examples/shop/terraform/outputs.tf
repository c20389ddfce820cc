output "database_address" {
  description = "What the secret shop/orders has to name"
  value       = aws_db_instance.orders.address
}

output "cache_address" {
  description = "What the secret shop/storefront has to name"
  value       = aws_elasticache_replication_group.carts.primary_endpoint_address
}
