/** What every JSON answer of the admin endpoint says of itself. */
export const contentType =
  'application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8';
