import { key, type Routes } from '../http/call.ts';
import { plainText } from '../http/request.ts';
import { everyone, one } from '../reads/items.ts';
import { answerList } from '../reads/list.ts';
import { findDevice } from '../reads/objects.ts';
import { counted } from './users.ts';

/** `/devices` and `/devices/{id}`, which can only be read. */
export function addDevices(routes: Routes): void {
  routes.add('GET', '/devices', (call) => answerList(call, everyone(call, 'device')));
  routes.add('GET', '/devices/$count', (call) => plainText(counted(call, 'device')));
  routes.add('GET', '/devices/{id}', (call) => one(call, findDevice(call.tenant, key(call)), 'device'));
}
