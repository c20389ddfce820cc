<?php
echo "guestbook\n";
