"""What ``kg`` can be told to do: a module for each sort of command, and what all of them share."""
