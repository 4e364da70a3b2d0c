import { createHash } from 'node:crypto';

/** The three ids that Exchange has for an object beside Entra's, all different. */
export interface ExchangeIds {
  guid: string;
  exchangeObjectId: string;
  exchangeGuid: string;
}

/** Ids that always are the same for the same object, and look like any others. */
export function derivedIds(id: string): ExchangeIds {
  const derive = (purpose: string): string => {
    const hex = createHash('sha256').update(`${purpose}/${id.toLowerCase()}`).digest('hex');
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
  };
  return {
    guid: derive('Guid'),
    exchangeObjectId: derive('ExchangeObjectId'),
    exchangeGuid: derive('ExchangeGuid'),
  };
}
