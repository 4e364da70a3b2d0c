/**
 * Names of the products most often assigned by groups, by SKU id:
 * https://learn.microsoft.com/entra/identity/users/licensing-service-plan-reference. What is not here shows its id.
 */
const products: Readonly<Record<string, string>> = {
  '18181a46-0d4e-45cd-891e-60aabd171b4e': 'Office 365 E1',
  '6fd2c87f-b296-42f0-b197-1e91e994b900': 'Office 365 E3',
  'c7df2760-2c81-4ef7-b578-5b5392b571df': 'Office 365 E5',
  '05e9a617-0261-4cee-bb44-138d3ef5d965': 'Microsoft 365 E3',
  '06ebc4ee-1bb5-47dd-8120-11324bc54e06': 'Microsoft 365 E5',
  '66b55226-6b4f-492c-910c-a3b7a3c9d993': 'Microsoft 365 F3',
  'cbdc14ab-d96c-4c30-b9f4-6ada7cdc1d46': 'Microsoft 365 Business Premium',
  '639dec6b-bb19-468b-871c-c5c441c4b0cb': 'Microsoft 365 Copilot',
  'f8a1db68-be16-40ed-86d5-cb42ce701560': 'Power BI Pro',
  'a403ebcc-fae0-4ca2-8c8c-7a907fd6c235': 'Power BI (free)',
  'c5928f49-12ba-48f7-ada3-0d743a3601d5': 'Visio Plan 2',
  '53818b1b-4a27-454b-8896-0dba576410e6': 'Planner and Project Plan 3',
  'efccb6f7-5641-4e0e-bd10-b4976e1bf68e': 'Enterprise Mobility + Security E3',
  'b05e124f-c7cc-45a0-a6aa-8cf78c946968': 'Enterprise Mobility + Security E5',
};

/** The name of a product, or its SKU id. */
export function productName(skuId: string): string {
  return products[skuId.toLowerCase()] ?? skuId;
}
