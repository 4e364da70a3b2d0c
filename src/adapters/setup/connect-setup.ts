import type { TenantSetup } from '../../ports.ts';
import { connectGraph, type GraphOptions } from '../graph/connect.ts';
import { tenantSetup } from './tenant-setup.ts';

/** The part of a tenant that setup needs, which can neither read people nor change them. Opens no connection by itself. */
export function connectSetup(options: GraphOptions): TenantSetup {
  const { clock, random, onProgress, signal, token } = options;
  const { writer } = connectGraph(options);
  return tenantSetup({ send: (requests) => writer.send(requests), token, clock, random, onProgress, signal });
}
