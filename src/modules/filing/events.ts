/** Events that the citizen's acts leave on the dossier's stream; payloads hold ids, codes and hashes. */
export const FILING_EVENTS = {
  submitted: { type: 'dossier.submitted', version: 1 },
  /** A part of a linked dossier became a dossier of its own: the first event of its stream. */
  partBegun: { type: 'dossier.part-begun', version: 1 },
  /** On the linked dossier's stream: its parts have brought it to another status. */
  wholeMoved: { type: 'dossier.whole-moved', version: 1 },
  supplemented: { type: 'dossier.supplemented', version: 1 },
  withdrawalAsked: { type: 'dossier.withdrawal-asked', version: 1 },
  withdrawn: { type: 'dossier.withdrawn', version: 1 },
  draftAnswered: { type: 'dossier.draft-answered', version: 1 },
  messageFromCitizen: { type: 'dossier.message-from-citizen', version: 1 },
  /** On the draft's stream: it goes on with a newer version of its form. */
  newerTaken: { type: 'draft.newer-taken', version: 1 },
  /** On the draft's stream: the person agreed to have the form filled in, or took it back. */
  prefillAgreed: { type: 'draft.prefill-agreed', version: 1 },
  prefillWithdrawn: { type: 'draft.prefill-withdrawn', version: 1 },
  /** On the draft's stream: another person is asked to fill in a part of it, and what they do. */
  partyInvited: { type: 'draft.party-invited', version: 1 },
  invitationSentAgain: { type: 'draft.invitation-sent-again', version: 1 },
  invitationOpened: { type: 'draft.invitation-opened', version: 1 },
  invitationAgreed: { type: 'draft.invitation-agreed', version: 1 },
  invitationDeclined: { type: 'draft.invitation-declined', version: 1 },
  invitationRevoked: { type: 'draft.invitation-revoked', version: 1 },
  partPrefillAgreed: { type: 'draft.part-prefill-agreed', version: 1 },
  partPrefillWithdrawn: { type: 'draft.part-prefill-withdrawn', version: 1 },
  partConfirmed: { type: 'draft.part-confirmed', version: 1 },
  /** The confirmation is taken back. */
  partReopened: { type: 'draft.part-reopened', version: 1 },
  /** On the account's stream: a file sent over the API that no dossier has yet. */
  fileAdded: { type: 'account.file-added', version: 1 },
  fileRemoved: { type: 'account.file-removed', version: 1 },
} as const
