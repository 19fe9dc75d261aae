/** What the drawing tool says, in Vietnamese; what stands not here can not be chosen. */
export const TOOL_WORDS: Readonly<Record<string, string>> = {
  'Activate hand tool': 'Kéo cả hình',
  'Activate lasso tool': 'Chọn nhiều hình',
  'Activate create/remove space tool': 'Thêm, bớt khoảng trống',
  'Activate global connect tool': 'Nối hai hình',
  'Create start event': 'Điểm bắt đầu',
  'Create intermediate/boundary event': 'Sự kiện chờ (hẹn giờ, thông điệp)',
  'Create end event': 'Điểm kết thúc',
  'Create gateway': 'Cổng rẽ nhánh',
  'Create task': 'Bước của người',
  'Create expanded sub-process': 'Quy trình con',
  'Append end event': 'Thêm điểm kết thúc',
  'Append gateway': 'Thêm cổng rẽ nhánh',
  'Append task': 'Thêm bước',
  'Append intermediate/boundary event': 'Thêm sự kiện chờ',
  'Add text annotation': 'Thêm ghi chú',
  'Change element': 'Đổi loại',
  'Change type': 'Đổi loại',
  'Connect to other element': 'Nối tới hình khác',
  Delete: 'Xóa',
  'Search in diagram': 'Tìm trong sơ đồ',
  Search: 'Tìm',
  'Toggle non-interrupting': 'Đổi ngắt, không ngắt bước',
  'User task': 'Bước của người',
  'Service task': 'Bước tự động của hệ thống',
  'Exclusive gateway': 'Cổng chọn một đường',
  'Parallel gateway': 'Cổng song song',
  'Inclusive gateway': 'Cổng chọn nhiều đường',
  'Sequence flow': 'Đường nối',
  'Default flow': 'Đường mặc định',
  'Conditional flow': 'Đường có điều kiện',
  'Timer intermediate catch event': 'Chờ đến giờ',
  'Message intermediate catch event': 'Chờ thông điệp',
  'Timer boundary event': 'Hẹn giờ, ngắt bước',
  'Timer boundary event (non-interrupting)': 'Hẹn giờ, không ngắt bước',
  'Message boundary event': 'Thông điệp, ngắt bước',
  'Message boundary event (non-interrupting)': 'Thông điệp, không ngắt bước',
  'Error boundary event': 'Lỗi của bước tự động',
  'Terminate end event': 'Kết thúc tất cả',
  'Error end event': 'Kết thúc báo lỗi',
  'End event': 'Điểm kết thúc',
  'Start event': 'Điểm bắt đầu',
}

/** Of what the tool can turn one thing into another: what a process here can run. */
export const CAN_BECOME = /^replace-with-(user-task|service-task|(exclusive|parallel|inclusive)-gateway|sequence-flow|default-flow|conditional-flow|(timer|message)-intermediate-catch|(non-interrupting-)?(timer|message)-boundary|error-boundary|terminate-end|error-end|none-end|none-start|expanded-subprocess|subprocess)$/
export const PALETTE = /^(hand-tool|lasso-tool|space-tool|global-connect-tool|tool-separator|create\.(start-event|intermediate-event|end-event|exclusive-gateway|task|subprocess-expanded))$/
export const PAD = /^(append\.(end-event|gateway|append-task|intermediate-event|text-annotation)|replace|connect|delete)$/

export const DUTIES: readonly (readonly [string, string])[] = [
  ['reception', 'Cán bộ một cửa'],
  ['specialist', 'Chuyên viên'],
  ['leader', 'Lãnh đạo'],
  ['clerk', 'Văn thư'],
]
