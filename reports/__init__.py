"""From the tables to the page: measures of source balance, their pictures, and the reports."""
