/** An answer of the admin endpoint that is not a success, whole: each kind has a body of its own form. */
export class AdminApiFault extends Error {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Undefined: no body. */
  readonly body: object | string | undefined;

  constructor(status: number, message: string, body?: object | string, headers: Record<string, string> = {}) {
    super(message);
    this.name = 'AdminApiFault';
    this.status = status;
    this.headers = headers;
    this.body = body;
  }
}

/** The inner error of a failed cmdlet says nothing; what happened stands in the details alone. */
const directInvoke = 'Microsoft.Exchange.Management.PSDirectInvoke.DirectInvokeCmdletExecutionException';
/** The type of every outer error. */
export const odata = 'Microsoft.Exchange.Admin.OData.Core.ODataServiceException';
const noWarnings = { 'adminapi.warnings@odata.type': '#Collection(String)', '@adminapi.warnings': [] };

interface Failure {
  status: number;
  code: string;
  /** Empty for many. */
  errorId: string;
  type: string;
  text: string;
}

/** A cmdlet ran and failed. */
export function failed({ status, code, errorId, type, text }: Failure): AdminApiFault {
  return enveloped(status, type, text, {
    code,
    message: 'Error executing cmdlet',
    details: [{ code: 'Client', target: '', message: `${errorId}|${type}|${text}` }],
    innererror: {
      message: 'Error executing cmdlet',
      type: odata,
      stacktrace: '',
      internalexception: {
        message: `Exception of type '${directInvoke}' was thrown.`,
        type: directInvoke,
        stacktrace: '',
      },
    },
  });
}

/** A cmdlet could not be called that way. Only some of these have details. */
export function notBound(type: string, text: string, hasDetails: boolean): AdminApiFault {
  const details = hasDetails
    ? { details: [{ code: 'Client', target: '', message: `|${type}|${text}` }] }
    : {};
  return enveloped(400, type, text, {
    code: 'BadRequest',
    message: 'Invalid Operation',
    ...details,
    innererror: {
      message: 'Invalid Operation',
      type: odata,
      stacktrace: '',
      internalexception: { message: text, type, stacktrace: '' },
    },
  });
}

/** An error body, with the type of the exception in a header as well. */
export function enveloped(status: number, type: string, text: string, error: object): AdminApiFault {
  return new AdminApiFault(status, text, { error: { ...error, ...noWarnings } }, { 'x-exceptiontype': type });
}
