export { type Mail, type MailAnswer, type MailClient, mailClient, type MailOptions } from './mail-client.ts'
export { type MailSimulator, type MailSimulatorDeps, type ReceivedMail, startMailSimulator } from './simulator.ts'
