export { type SmsSimulatorDeps, startSmsSimulator } from './simulator.ts'
export { type Sms, type SmsAnswer, type SmsGateway, type SmsGatewayOptions, smsGateway } from './sms-gateway.ts'
