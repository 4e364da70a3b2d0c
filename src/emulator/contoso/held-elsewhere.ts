import { assigned, type Team } from './build.ts';

/** Groups that the repository declares although others hold them: roles, Exchange, the plant's Active Directory. */
export const groupsHeldElsewhere: readonly Team[] = [
  assigned(
    '42569925-f61e-46e9-aa22-64acc8daa038',
    'security',
    {
      displayName: 'Role-Helpdesk-Administrators',
      mailNickname: 'role-helpdesk-administrators',
      isAssignableToRole: true,
      visibility: 'Private',
    },
    { owners: ['allan.deyoung'], members: ['delia.dennis'] },
  ),
  assigned(
    '1afd72ae-e000-4d36-9a40-515e6c3b8027',
    'distribution',
    { displayName: 'Newsletter Contoso', mailNickname: 'newsletter' },
    { owners: ['lidia.holloway'], members: ['megan.bowen', 'lynne.robbins', 'christie.cline', 'sofia.lima'] },
  ),
  assigned(
    'c682edf6-fa4a-4a5b-9dee-aa9ca5383ca5',
    'security',
    {
      displayName: 'GG-Lodz-Produkcja',
      mailNickname: 'GG-Lodz-Produkcja',
      description: 'Pracownicy produkcji, Łódź',
      onPremisesSyncEnabled: true,
      onPremisesLastSyncDateTime: '2026-11-20T22:31:07Z',
      onPremisesDomainName: 'lodz.contoso.com',
      onPremisesNetBiosName: 'LODZ',
      onPremisesSamAccountName: 'GG-Lodz-Produkcja',
    },
    { owners: [], members: ['pawel.zielinski', 'marek.kowalczyk', 'agata.szymanska', 'piotr.gorski'] },
  ),
  assigned(
    '1554e51d-8b5b-4024-8e79-05f9d48fc6e2',
    'mailEnabledSecurity',
    {
      displayName: 'SG-Plant-Safety',
      mailNickname: 'plant-safety',
      description: 'Safety officers of Łódź',
    },
    { owners: ['misaki.sato'], members: ['katarzyna.wisniewska', 'lukasz.dabrowski'] },
  ),
];
