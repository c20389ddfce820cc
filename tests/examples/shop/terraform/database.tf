resource "aws_db_subnet_group" "orders" {
  name       = "shop-orders"
  subnet_ids = var.subnet_ids
}

resource "aws_security_group" "database" {
  name        = "shop-database"
  description = "Postgres of the orders service"
  vpc_id      = var.vpc_id
}

resource "aws_vpc_security_group_ingress_rule" "postgres" {
  security_group_id = aws_security_group.database.id
  description       = "Postgres"
  cidr_ipv4         = "0.0.0.0/0"
  from_port         = 5432
  to_port           = 5432
  ip_protocol       = "tcp"
}

resource "aws_db_instance" "orders" {
  identifier     = "shop-orders"
  engine         = "postgres"
  engine_version = "17.5"
  instance_class = "db.t4g.medium"

  db_name                     = "orders"
  username                    = "orders"
  manage_master_user_password = true

  allocated_storage     = 50
  max_allocated_storage = 200
  storage_encrypted     = false

  multi_az               = true
  db_subnet_group_name   = aws_db_subnet_group.orders.name
  vpc_security_group_ids = [aws_security_group.database.id]
  publicly_accessible    = false

  backup_retention_period         = 14
  backup_window                   = "02:00-03:00"
  deletion_protection             = true
  final_snapshot_identifier       = "shop-orders-final"
  auto_minor_version_upgrade      = true
  performance_insights_enabled    = true
  enabled_cloudwatch_logs_exports = ["postgresql", "upgrade"]
}
