<?php
namespace App;

class Shelf
{
    public static function name(): string
    {
        return "library\n";
    }
}
