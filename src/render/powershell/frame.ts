/**
 * The parts of the script that are the same in every one. Exchange's own functions live in a module and do not take
 * over `$ErrorActionPreference` and `$WhatIfPreference` of their caller, so `-ErrorAction Stop` and ShouldProcess stand
 * where they are needed. `-ceq` compares by the rules of a culture, to which some characters are nothing; values are
 * therefore compared as ordinal strings.
 */

/** 3.0.0 is the first version with Get-ConnectionInformation. */
export const requirements = String.raw`#requires -Version 5.1
#requires -Modules @{ ModuleName = 'ExchangeOnlineManagement'; ModuleVersion = '3.0.0' }`;

export const parameters = String.raw`[CmdletBinding(SupportsShouldProcess, DefaultParameterSetName = 'Person')]
param(
    # A person signs in: whose account is offered first.
    [Parameter(ParameterSetName = 'Person')]
    [string] $UserPrincipalName,

    # An application signs in: its id, and the tenant's initial domain, such as contoso.onmicrosoft.com.
    [Parameter(Mandatory, ParameterSetName = 'Thumbprint')]
    [Parameter(Mandatory, ParameterSetName = 'File')]
    [string] $AppId,

    [Parameter(Mandatory, ParameterSetName = 'Thumbprint')]
    [Parameter(Mandatory, ParameterSetName = 'File')]
    [string] $Organization,

    # Its certificate: in the store of Windows, or in a file.
    [Parameter(Mandatory, ParameterSetName = 'Thumbprint')]
    [string] $CertificateThumbprint,

    [Parameter(Mandatory, ParameterSetName = 'File')]
    [string] $CertificateFilePath,

    [Parameter(ParameterSetName = 'File')]
    [securestring] $CertificatePassword
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'`;

export const functions = String.raw`$count = @{ Written = 0; AlreadySo = 0; Changed = 0; Failed = 0; NotDone = 0 }

# Exchange shows an attribute without a value as '' or as $null.
function Test-SameText($One, $Other) {
    [string]::Equals([string]$One, [string]$Other, [System.StringComparison]::Ordinal)
}

# What others wrote is shown without characters that could steer a terminal.
function Get-ShownText($Value) {
    if ([string]::IsNullOrEmpty([string]$Value)) { return 'nothing' }
    $text = [regex]::Replace([string]$Value, '[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]', '?')
    "'$text'"
}

function Get-RecipientKind([string] $Id) {
    $type = [string](Get-Recipient -Identity $Id -ErrorAction Stop).RecipientType
    switch ($type) {
        'UserMailbox' { 'Mailbox' }
        'MailUser' { 'MailUser' }
        default { throw "It is neither a mailbox nor a mail user, but $type." }
    }
}

# Reads one user, compares, and writes once what is not as it should be.
function Set-PlannedAttribute {
    [CmdletBinding(SupportsShouldProcess)]
    param([Parameter(Mandatory)] [hashtable] $User)

    $who = '{0} ({1})' -f $User.Name, $User.Id
    try {
        $kind = $User.Kind
        if ($kind -eq 'Unknown') { $kind = Get-RecipientKind -Id $User.Id }
        if ($kind -eq 'Mailbox') { $recipient = Get-Mailbox -Identity $User.Id -ErrorAction Stop }
        else { $recipient = Get-MailUser -Identity $User.Id -ErrorAction Stop }
        if ([string]$recipient.ExternalDirectoryObjectId -ne $User.Id) {
            throw 'Exchange found somebody else by this id.'
        }

        $values = @{}
        $steps = @()
        $changed = $false
        foreach ($attribute in $User.Attributes) {
            $now = $recipient.($attribute.Name)
            if (Test-SameText $now $attribute.After) { continue }
            if (-not (Test-SameText $now $attribute.Before)) {
                $changed = $true
                Write-Warning ('{0}: {1} is {2}, but the plan saw {3}; nothing of this user is written.' -f
                    $who, $attribute.Name, (Get-ShownText $now), (Get-ShownText $attribute.Before))
            }
            $values[$attribute.Name] = $attribute.After
            $steps += '{0} {1} -> {2}' -f $attribute.Name, (Get-ShownText $now), (Get-ShownText $attribute.After)
        }

        if ($changed) { $count.Changed++; return }
        if ($values.Count -eq 0) { $count.AlreadySo++; return }
        if (-not $PSCmdlet.ShouldProcess($who, ('Set-{0}: {1}' -f $kind, ($steps -join ', ')))) { $count.NotDone++; return }
        $values['Identity'] = $User.Id
        if ($kind -eq 'Mailbox') { Set-Mailbox @values -Confirm:$false -ErrorAction Stop | Out-Null }
        else { Set-MailUser @values -Confirm:$false -ErrorAction Stop | Out-Null }
        $count.Written++
    }
    catch {
        $count.Failed++
        Write-Warning ('{0}: {1}' -f $who, $_.Exception.Message)
    }
}`;

export const connecting = String.raw`foreach ($name in @($PSBoundParameters.Keys)) {
    if ($name -in 'UserPrincipalName', 'AppId', 'Organization', 'CertificateThumbprint', 'CertificateFilePath', 'CertificatePassword') {
        $connection[$name] = $PSBoundParameters[$name]
    }
}

# With a second connection it would be unclear where a cmdlet goes, and disconnecting ends them all.
if (@(Get-ConnectionInformation).Count -gt 0) {
    throw 'This session is connected to Exchange already. Run Disconnect-ExchangeOnline, or use a new session.'
}

try {
    Connect-ExchangeOnline @connection -ErrorAction Stop

    $connectedTo = [string](Get-ConnectionInformation | Select-Object -First 1 -ExpandProperty TenantID)
    if ($connectedTo -eq '') {
        Write-Warning 'Exchange does not say which tenant this is. In another one nobody has these ids, so nobody would be found.'
    }
    elseif ($connectedTo -ne $tenantId) {
        throw "The plan is for the tenant $tenantId, but you are connected to $connectedTo. Nothing was written."
    }`;

export const ending = String.raw`}
finally {
    Disconnect-ExchangeOnline -Confirm:$false -WhatIf:$false
}

Write-Host ('{0} written, {1} already so, {2} changed by somebody since, {3} failed, {4} not done because of -WhatIf or your answer.' -f
    $count.Written, $count.AlreadySo, $count.Changed, $count.Failed, $count.NotDone)
if ($count.Changed + $count.Failed -gt 0) {
    Write-Host 'Make the plan again for those that were not written.'
    exit 1
}
exit 0
`;
