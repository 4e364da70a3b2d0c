import { person, type Person } from './build.ts';
import { auroraPilot, jobGrade } from './extensions.ts';
import { saoPaulo, seattle, tokyo, zurich } from './offices.ts';

/** Executives, Engineering and IT, as the tenant holds them today. */
export const makers: readonly Person[] = [
  person('8a9e1df7-e771-476e-ad78-3715ee6f7a8f', 'marisa.hollander', 'Marisa Hollander', {
    ...seattle,
    department: 'Executive Office',
    jobTitle: 'Chief Executive Officer',
    [jobGrade]: 'L1',
    [auroraPilot]: true,
    faxNumber: '+1 206 555 0100',
    isManagementRestricted: true,
    _service: { administrativeUnit: '65dd32c4-de37-42f8-b790-cf2e8739562b' },
  }),
  person('9e180bf5-c37e-41e2-a9fa-541c228a3129', 'megan.bowen', 'Megan Bowen', {
    ...seattle,
    department: 'Engineering',
    jobTitle: 'Chief Technology Officer',
    [jobGrade]: 'L1',
    manager: 'marisa.hollander',
  }),
  person('20b81d7f-8e9e-4bb8-b4a3-7b2b926271f2', 'urs.broennimann', 'Urs Brönnimann', {
    ...zurich,
    department: 'Finance',
    jobTitle: 'Chief Financial Officer',
    [jobGrade]: 'L1',
    manager: 'marisa.hollander',
  }),
  person('aafaf84b-afd8-48d3-87f3-36da84c6a400', 'misaki.sato', '佐藤 美咲 (Misaki Sato)', {
    ...tokyo,
    givenName: '美咲',
    surname: '佐藤',
    department: 'Operations',
    jobTitle: 'Chief Operating Officer',
    manager: 'marisa.hollander',
  }),
  person('38bf8cc2-79b5-4a73-838e-4a118913c782', 'beatriz.goncalves', 'Beatriz Gonçalves', {
    ...saoPaulo,
    department: 'HR',
    jobTitle: 'Chief People Officer',
    manager: 'marisa.hollander',
  }),
  person('d38cf734-19a7-4ae4-bdf3-bae7d3f28783', 'isaiah.langer', 'Isaiah Langer', {
    ...seattle,
    department: 'Sales',
    jobTitle: 'VP Sales',
    [jobGrade]: 'G9',
    manager: 'marisa.hollander',
  }),

  person('61796ac4-1055-4b62-9804-abbec2b8c1c5', 'lee.gu', 'Lee Gu', {
    ...seattle,
    department: 'Engineering',
    jobTitle: 'Director of Engineering',
    manager: 'megan.bowen',
  }),
  person('63384f56-42d2-4aa7-b1d6-b10c78f143a2', 'adele.vance', 'Adele Vance', {
    ...saoPaulo,
    department: 'Engeneering',
    jobTitle: 'Engineer',
    onPremisesExtensionAttributes: { extensionAttribute13: 'Aurora pilot' },
    manager: 'lee.gu',
  }),
  person('95655d03-be61-4ea4-bf28-bbfa4dee94f9', 'joao.araujo', 'João Araújo', {
    ...saoPaulo,
    department: 'Engeneering',
    jobTitle: 'Engineer',
    manager: 'lee.gu',
  }),
  person('e5600642-060d-4a21-a64b-88b0402db603', 'zoe.keller', 'Zoë Keller', {
    ...zurich,
    department: 'Engeneering',
    jobTitle: 'Site Reliability Engineer',
    businessPhones: ['+41 44 555 01 72'],
    manager: 'lee.gu',
  }),
  person('3c0eea66-9918-4b1d-bee7-a16b0a6bf830', 'ken.tanaka', '田中 健 (Ken Tanaka)', {
    ...tokyo,
    givenName: '田中',
    surname: '健',
    department: 'Engeneering',
    jobTitle: 'Engineer',
    preferredLanguage: null,
    manager: 'lee.gu',
  }),
  person('efdeed7f-9f6f-4756-a0cd-a0172bac7c60', 'pradeep.gupta', 'Pradeep Gupta', {
    ...seattle,
    department: 'Engineering',
    jobTitle: 'Software Engineer II',
    employeeOrgData: { division: 'Cloud Platform', costCenter: '4700' },
    manager: 'lee.gu',
  }),
  person('fb474e95-e2f0-4826-ba91-53bde3221553', 'anneliese.ruegg', 'Anneliese Rüegg', {
    ...zurich,
    department: 'Engineering',
    jobTitle: 'Quality Engineer',
    employeeHireDate: '2026-03-02T00:00:00Z',
    contoso_courses: { courseId: 204, title: 'Data protection', provider: 'Lucerne Publishing' },
    manager: 'lee.gu',
  }),

  person('980f951c-e392-4fcd-b6d4-d9b1cac733f4', 'allan.deyoung', 'Allan Deyoung', {
    ...seattle,
    department: 'IT',
    jobTitle: 'Head of IT',
    mobilePhone: '+1 206 555 0117',
    manager: 'megan.bowen',
  }),
  person('7acfa1b6-1d31-43ab-bd3f-3fbf902456cf', 'irvin.sayers', 'Irvin Sayers', {
    ...seattle,
    department: 'IT',
    jobTitle: 'Identity Engineer',
    mobilePhone: '+1 206 555 0118',
    manager: 'allan.deyoung',
  }),
  person('e85a57fc-9b39-44c1-be12-7b35baaa7b43', 'lena.baumgartner', 'Lena Baumgartner', {
    ...zurich,
    department: 'IT',
    jobTitle: 'Apprentice, IT',
    employeeHireDate: '2026-08-03T00:00:00Z',
    manager: 'allan.deyoung',
  }),
];
