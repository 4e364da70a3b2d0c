import { AdminApiFault, enveloped, failed, notBound, odata } from './admin-api-fault.ts';

/** 404 for what is not there, or not of the kind that the cmdlet is for. It names a domain controller. */
export function notFound(identity: string): AdminApiFault {
  return failed({
    status: 404,
    code: 'NotFound',
    errorId: 'Ex6F9304',
    type: 'Microsoft.Exchange.Configuration.Tasks.ManagementObjectNotFoundException',
    text: `The operation couldn't be performed because object '${identity}' couldn't be found on 'PRACTICE01A02DC003.PRACTICE01A002.PROD.OUTLOOK.COM'.`,
  });
}

/** 400 for an identity that several objects have. Status and type are not documented. */
export function ambiguous(identity: string): AdminApiFault {
  return failed({
    status: 400,
    code: 'BadRequest',
    errorId: 'Ex9F2E41',
    type: 'Microsoft.Exchange.Configuration.Tasks.ManagementObjectAmbiguousException',
    text: `The operation couldn't be performed because '${identity}' matches multiple entries.`,
  });
}

/** 400 for what only the on-premises directory may change. The status is not documented. */
export function outOfWriteScope(cmdlet: string, parameter: string, name: string): AdminApiFault {
  return failed({
    status: 400,
    code: 'BadRequest',
    errorId: '',
    type: 'System.InvalidOperationException',
    text: `The operation on mailbox "${name}" failed because it's out of the current user's write scope. The action '${cmdlet}', '${parameter}', can't be performed on the object '${name}' because the object is being synchronized from your on-premises organization. This action should be performed on the object in your on-premises organization.`,
  });
}

/** 400 for a value that breaks a rule of its property, and other wrong uses that have no text of their own. */
export function invalidValue(type: string, text: string): AdminApiFault {
  return failed({ status: 400, code: 'BadRequest', errorId: '', type, text });
}

/** Entra refused its half of the write, so neither side has it. The status is not documented. */
export function dualWriteFailed(status: number, detail: string, requestId: string): AdminApiFault {
  return failed({
    status,
    code: status < 500 ? 'BadRequest' : 'InternalServerError',
    errorId: '',
    type: 'Microsoft.Exchange.Configuration.DualWrite.LocStrings.UnableToWriteToAadException',
    text: `An Azure Active Directory call was made to keep object in sync between Azure Active Directory and Exchange Online. However, it failed. Detailed error message: ${detail} DualWrite (Graph) RequestId: ${requestId} The issue may be transient and please retry a couple of minutes later. If issue persists, please see exception members for more information.`,
  });
}

const noParameterSet = 'Parameter set cannot be resolved using the specified named parameters.';
const ambiguousSet = 'Microsoft.Exchange.AdminApi.CommandInvocation.AmbiguousParameterSetException';

/** 400 for a parameter that the cmdlet does not have, or that the caller's roles take away. */
export function unknownParameter(name: string): AdminApiFault {
  return notBound(ambiguousSet, `${noParameterSet} Invalid cmdlet parameters specified. ${name}`, true);
}

/** 400 for parameters of different sets in one call. */
export function mixedParameters(): AdminApiFault {
  return notBound(
    ambiguousSet,
    `${noParameterSet} One or more parameters issued cannot be used together or an insufficient number of parameters were provided.`,
    true,
  );
}

/** 400 for a value of the wrong type. It has no details: the text is in the internal exception. */
export function notTransformed(parameter: string, text: string): AdminApiFault {
  return notBound(
    'System.Management.Automation.ParameterTransformationException',
    `Cannot process argument transformation on parameter '${parameter}'. ${text}`,
    false,
  );
}

/** 400 for a request that names no cmdlet, or no parameters. */
export function notInvocable(text: string): AdminApiFault {
  return notBound('System.ArgumentException', text, false);
}

/** 400 for a link that is old, was asked for in another way, or came from an exhausted ResultSize. */
export function expiredPage(): AdminApiFault {
  const text = 'Expired or Invalid pagination request. Default Expiry time is 00:30:00';
  return enveloped(400, odata, text, {
    code: 'BadRequest',
    message: text,
    innererror: { message: text, type: odata, stacktrace: '' },
  });
}

/** 405 for every verb but POST, and for `v1.0`, which has no InvokeCommand. */
export function notAllowed(method: string): AdminApiFault {
  const message = `The requested resource does not support http method '${method}'.`;
  return new AdminApiFault(405, message, { error: { code: '', message } }, { allow: 'POST' });
}

/** 401 without a word. */
export function unauthorized(): AdminApiFault {
  return new AdminApiFault(401, 'The token is not good for Exchange.', undefined, {
    'www-authenticate': 'Bearer client_id="00000002-0000-0ff1-ce00-000000000000"',
  });
}

/**
 * 403 for a cmdlet that is not there or that the caller's roles do not allow: 4096 zero bytes that call themselves
 * gzip. Callers that accept no encoding get the same bytes under no false name.
 */
export function forbidden(headers: Readonly<Record<string, string>>): AdminApiFault {
  const plain = headers['accept-encoding']?.trim().toLowerCase() === 'identity';
  return new AdminApiFault(
    403,
    'Not allowed.',
    '\0'.repeat(4096),
    plain ? {} : { 'content-encoding': 'gzip' },
  );
}
