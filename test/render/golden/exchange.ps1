#requires -Version 5.1
#requires -Modules @{ ModuleName = 'ExchangeOnlineManagement'; ModuleVersion = '3.0.0' }
<#
.SYNOPSIS
Sets extension attributes of 2 users in Exchange Online.

.DESCRIPTION
Tenant:  Contoso GmbH & S\u{f6}hne (84841066-274d-4ec0-a5c1-276be684bdd3)
Plan:    5647416c0ecda8be2d39b29be31a0961e6f1f61ddec2cc7d78749875f7eb335f
Made:    2026-11-21T12:00:00.000Z by tenantry test, against global

Every user is read again. What is as it should be is left alone; what somebody changed since the plan was made is
reported and not written. The script can be run again. It ends with 1 where anybody was not written, else with 0.

Exchange was not asked about 2 of these users when the plan was made. Who is no recipient, or whose
attributes on-premises Active Directory holds, cannot be changed here and is reported.

The file is plain ASCII, so that every version of PowerShell reads it alike: [char]0x00E9 is one character.

.EXAMPLE
./exchange.ps1 -WhatIf

.EXAMPLE
./exchange.ps1 -AppId ID -Organization contoso.onmicrosoft.com -CertificateThumbprint THUMBPRINT
#>
[CmdletBinding(SupportsShouldProcess, DefaultParameterSetName = 'Person')]
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
$ErrorActionPreference = 'Stop'

$tenantId = '84841066-274d-4ec0-a5c1-276be684bdd3'
$count = @{ Written = 0; AlreadySo = 0; Changed = 0; Failed = 0; NotDone = 0 }

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
}

$connection = @{ ShowBanner = $false }
foreach ($name in @($PSBoundParameters.Keys)) {
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
    }

    Set-PlannedAttribute -User @{
        Id = '00000000-0000-4000-8000-000000000001'
        Name = 'Adele Vance'
        Kind = 'Unknown'
        Attributes = @(
            @{ Name = 'CustomAttribute1'; Before = 'old'; After = 'new' }
            @{ Name = 'CustomAttribute7'; Before = 'x'; After = $null }
        )
    }

    Set-PlannedAttribute -User @{
        Id = '00000000-0000-4000-8000-000000000002'
        Name = (-join @('J', [char]0x00F6, 'rg O', [char]0x2019, 'Neil'))
        Kind = 'Unknown'
        Attributes = @(
            @{ Name = 'CustomAttribute15'; Before = $null; After = (-join @('it''s', [char]0x000A, [char]0x65E5, [char]0x672C, ' $(Remove-Mailbox x)')) }
        )
    }
}
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
