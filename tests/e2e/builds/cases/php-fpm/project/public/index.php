<?php
require __DIR__ . '/../vendor/autoload.php';

$router = new Acme\Router(['/' => fn() => App\Shelf::name()]);
echo $router->answer('/');
