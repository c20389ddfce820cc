<?php
namespace Acme;

class Router
{
    public function __construct(private array $routes) {}

    public function answer(string $path): string
    {
        return isset($this->routes[$path]) ? $this->routes[$path]() : "not found\n";
    }
}
