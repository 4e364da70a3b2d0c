import type { JsonObject } from '../state.ts';

/** What the address book says about everybody in an office. */
export const seattle: JsonObject = {
  officeLocation: 'Seattle / HQ',
  streetAddress: '1000 Second Avenue',
  city: 'Seattle',
  state: 'WA',
  postalCode: '98104',
  country: 'United States',
  usageLocation: 'US',
  preferredLanguage: 'en-US',
};

export const saoPaulo: JsonObject = {
  officeLocation: 'São Paulo / 12',
  streetAddress: 'Av. Paulista 1000',
  city: 'São Paulo',
  state: 'SP',
  postalCode: '01310-100',
  country: 'Brazil',
  usageLocation: 'BR',
  preferredLanguage: 'pt-BR',
};

export const zurich: JsonObject = {
  officeLocation: 'Zürich / 3',
  streetAddress: 'Hardturmstrasse 11',
  city: 'Zürich',
  state: 'ZH',
  postalCode: '8005',
  country: 'Switzerland',
  usageLocation: 'CH',
  preferredLanguage: 'de-CH',
};

export const lodz: JsonObject = {
  officeLocation: 'Łódź / 1',
  streetAddress: 'ul. Piotrkowska 80',
  city: 'Łódź',
  state: 'łódzkie',
  postalCode: '90-102',
  country: 'Poland',
  usageLocation: 'PL',
  preferredLanguage: 'pl-PL',
};

export const tokyo: JsonObject = {
  officeLocation: '東京 / 8',
  streetAddress: '丸の内1丁目9-2',
  city: '東京',
  state: '東京都',
  postalCode: '100-0005',
  country: 'Japan',
  usageLocation: 'JP',
  preferredLanguage: 'ja-JP',
};

export const munich: JsonObject = {
  officeLocation: 'München / 2',
  streetAddress: 'Nymphenburger Straße 4',
  city: 'München',
  state: 'Bayern',
  postalCode: '80335',
  country: 'Germany',
  usageLocation: 'DE',
  preferredLanguage: 'de-DE',
};
