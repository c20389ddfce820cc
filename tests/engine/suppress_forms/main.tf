# tflint-ignore-file: terraform_required_version
terraform {
  «+tflint:terraform_required_version required_providers» {
    aws = { source = "hashicorp/aws", version = "~> 6.0" }
  }
}

# trivy:ignore:AVD-AWS-0089
«+AWS-0089 resource "aws_s3_bucket" "logs"» {
  bucket = "shop-logs"
}

#tfsec:ignore:AVD-AWS-0090 trivy:ignore:AWS-0092
«+AWS-0090 resource "aws_s3_bucket" "archive"» {
  «+AWS-0092 acl = "public-read"»
}

«+CKV_AWS_18 resource "aws_s3_bucket" "data"» {
  #checkov:skip=CKV_AWS_18:"it holds no requests"
  # bridgecrew:skip=CKV_AWS_21:rebuilt each night
  # cortex:skip=CKV_AWS_144,CKV_AWS_145:one region
  bucket = "shop-data"
  «+CKV_AWS_21 versioning» { enabled = false }
  «+CKV_AWS_145 tags» = { Name = "data # not a comment: checkov:skip=CKV_AWS_19" }
  «-CKV_AWS_19 force_destroy = true»
}

«+terrascan:AWS.RDS.DataSecurity.High.0414 resource "aws_db_instance" "db"» {
  #ts:skip=AWS.RDS.DataSecurity.High.0414 it is encrypted elsewhere
  # tflint-ignore: aws_db_instance_invalid_type # newer than the plugin
  «+tflint:aws_db_instance_invalid_type instance_class = "db.t4g.micro"»
  «-tflint:aws_db_instance_invalid_engine engine = "postgres"»
  // kics-scan ignore-line
  «+kics:35113e6f-2c6b-414d-beec-7a9482d3b2d1 publicly_accessible = true»
  «-kics:35113e6f-2c6b-414d-beec-7a9482d3b2d1 iam_database_authentication_enabled = false»
  user_data = <<-EOT
    # trivy:ignore:AWS-0080
  EOT
}

/* kics-scan ignore-block */
«+kics:4728cd65-a20c-49da-8b31-9c08b423e4db resource "aws_security_group" "web"» {
  ingress {
    «+kics:4728cd65-a20c-49da-8b31-9c08b423e4db cidr_blocks = ["0.0.0.0/0"]»
  }
}

«-AWS-0089 resource "aws_s3_bucket" "last"» {
  «-CKV_AWS_18 bucket = "shop-last"»
  «-terrascan:AWS.RDS.DataSecurity.High.0414 acl = "private"»
  «-AWS-0080 tags = {}»
}
