/** A page in the template of the reference, with invented names: what `so-docs samples` finds a sample on. */
export const greenhousePage = `---
title: POST Agents/Greenhouse/GetBed
uid: v1GreenhouseAgent_GetBed
---

# POST Agents/Greenhouse/GetBed

\`\`\`http
POST /api/v1/Agents/Greenhouse/GetBed
\`\`\`

Finds a bed.

## Request Headers

| Parameter Name | Description |
| --- | --- |
| Authorization | Who calls. |
| Content-Type | Body as one of: \`application/json\`, \`text/json\` |
| Accept | Answer as one of: \`application/json\`, \`text/json\` |

## Request Body: request

BedId

| Property Name | Type | Description |
| --- | --- | --- |
| BedId | Integer | Key. |

## Response:

Done

| Response | Description |
| --- | --- |
| 200 | Done |

### Response body: Bed

| Property Name | Type | Description |
| --- | --- | --- |
| BedId | int32 | Key. |

## Sample request

\`\`\`http!
POST /api/v1/Agents/Greenhouse/GetBed
Authorization: Basic abc
Accept: application/json; charset=utf-8

{
  "BedId": 1
}
\`\`\`

## Sample response

\`\`\`http_
HTTP/1.1 200 Done
Content-Type: application/json; charset=utf-8

{
  "BedId": 1
}
\`\`\`
`;
