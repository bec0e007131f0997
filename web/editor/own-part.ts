// Nobody approves what they wrote or approved already; the server says so in the abilities of a row.

/** Whether approving is refused because of an own part in the text. */
export function isOwnPart(ability: string | true | undefined): boolean {
  return ability === 'reason.own-text' || ability === 'reason.own-approval'
}
