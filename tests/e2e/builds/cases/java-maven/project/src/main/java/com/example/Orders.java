package com.example;

import java.io.IOException;
import tiny.Tiny;

public class Orders {
  public static void main(String[] arguments) throws IOException {
    Tiny.serve(8080, "orders\n");
  }
}
