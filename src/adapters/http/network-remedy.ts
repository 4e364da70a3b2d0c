/** Trust in whoever answered is missing: https://nodejs.org/api/tls.html#x509-certificate-error-codes */
const untrusted =
  /\b(?:SELF_SIGNED_CERT_IN_CHAIN|DEPTH_ZERO_SELF_SIGNED_CERT|UNABLE_TO_\w+|CERT_UNTRUSTED|INVALID_CA)\b/;
const outOfDate = /\bCERT_(?:HAS_EXPIRED|NOT_YET_VALID)\b/;
const refusedByProxy = /Proxy response \((\d+)\)/;

/** What to do about an address that cannot be reached, from what the network said, its code included. */
export function networkRemedy(said: string): string {
  const status = refusedByProxy.exec(said)?.[1];
  if (status === '407')
    return 'The proxy wants a user name and password: HTTPS_PROXY=http://USER:PASSWORD@HOST:PORT.';
  if (status !== undefined)
    return `The proxy in HTTPS_PROXY refused with status ${status}: have it let this host through, or name the host in NO_PROXY.`;
  if (untrusted.test(said))
    return 'The connection is opened on its way, as company proxies do: set NODE_EXTRA_CA_CERTS to a file with the certificate of that authority in PEM, or NODE_USE_SYSTEM_CA=1 where this machine trusts it already.';
  if (outOfDate.test(said))
    return 'Set the clock of this machine right; if it is, whoever answers has an expired certificate.';
  return 'Check the network, the proxy (HTTPS_PROXY, NO_PROXY) and the `cloud` in tenant.yaml.';
}
