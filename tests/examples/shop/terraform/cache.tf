resource "aws_elasticache_subnet_group" "carts" {
  name       = "shop-carts"
  subnet_ids = var.subnet_ids
}

resource "aws_security_group" "cache" {
  name        = "shop-cache"
  description = "Redis of the storefront"
  vpc_id      = var.vpc_id
}

resource "aws_vpc_security_group_ingress_rule" "redis" {
  security_group_id            = aws_security_group.cache.id
  description                  = "Redis, from the cluster's nodes"
  referenced_security_group_id = var.node_security_group_id
  from_port                    = 6379
  to_port                      = 6379
  ip_protocol                  = "tcp"
}

resource "aws_elasticache_replication_group" "carts" {
  replication_group_id       = "shop-carts"
  description                = "Carts of the storefront"
  engine                     = "redis"
  engine_version             = "7.1"
  node_type                  = "cache.t4g.small"
  num_cache_clusters         = 2
  automatic_failover_enabled = true
  multi_az_enabled           = true
  subnet_group_name          = aws_elasticache_subnet_group.carts.name
  security_group_ids         = [aws_security_group.cache.id]
  at_rest_encryption_enabled = true
  transit_encryption_enabled = true
  snapshot_retention_limit   = 3
}
