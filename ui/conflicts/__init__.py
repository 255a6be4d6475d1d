"""What waits for a person after the work of several met: fields with several versions, requests to remove, journals that went two ways."""
