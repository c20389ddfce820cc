variable "region" {
  description = "Where everything runs"
  type        = string
  default     = "eu-central-1"
}

variable "vpc_id" {
  description = "The network of the cluster, which another stack makes"
  type        = string
}

variable "subnet_ids" {
  description = "Its private subnets, one a zone"
  type        = list(string)
}

variable "node_security_group_id" {
  description = "The security group of the cluster's nodes"
  type        = string
}

variable "repository" {
  description = "The repository whose main branch may push images, as owner/name"
  type        = string
  default     = "example/shop"
}
