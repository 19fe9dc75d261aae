create schema feedback;

create table feedback.criterion (
  key text not null,
  number smallint not null,
  name_vi text not null,
  name_en text not null,
  levels_vi text[] not null check (array_length(levels_vi, 1) = 3),
  levels_en text[] not null check (array_length(levels_en, 1) = 3),
  valid_from date not null,
  valid_to date,
  source text not null,
  primary key (key, valid_from),
  check (valid_to >= valid_from)
);
comment on table feedback.criterion is 'What a dossier''s handling is rated by, from a day to a day: each in three levels, the worst first (0, 1, 2 points).';

insert into feedback.criterion (key, number, name_vi, name_en, levels_vi, levels_en, valid_from, valid_to, source) values
  ('total-time', 1, 'Tổng thời gian giải quyết so với quy định', 'Total time compared with the regulation', array['Dài hơn quy định', 'Bằng quy định', 'Ngắn hơn quy định'], array['Longer', 'As long', 'Shorter'], '2018-06-21', null, 'NĐ 61/2018/NĐ-CP, 11 chỉ số đánh giá, lời rút gọn; văn bản thay thế theo NĐ 118/2025/NĐ-CP chưa đọc được'),
  ('each-time', 2, 'Thời gian của từng cơ quan tham gia giải quyết', 'Time taken by each agency', array['Dài hơn quy định', 'Bằng quy định', 'Ngắn hơn quy định'], array['Longer', 'As long', 'Shorter'], '2018-06-21', null, 'NĐ 61/2018/NĐ-CP, 11 chỉ số đánh giá, lời rút gọn; văn bản thay thế theo NĐ 118/2025/NĐ-CP chưa đọc được'),
  ('contacts', 3, 'Số lần phải liên hệ để hoàn thiện hồ sơ', 'Times you had to get in touch to complete the dossier', array['Hơn một lần', 'Một lần', 'Không lần nào'], array['More than once', 'Once', 'Never'], '2018-06-21', null, 'NĐ 61/2018/NĐ-CP, 11 chỉ số đánh giá, lời rút gọn; văn bản thay thế theo NĐ 118/2025/NĐ-CP chưa đọc được'),
  ('agencies', 4, 'Số cơ quan phải liên hệ để hoàn thiện hồ sơ', 'Agencies you had to get in touch with', array['Hơn một cơ quan', 'Một cơ quan', 'Không cơ quan nào'], array['More than one', 'One', 'None'], '2018-06-21', null, 'NĐ 61/2018/NĐ-CP, 11 chỉ số đánh giá, lời rút gọn; văn bản thay thế theo NĐ 118/2025/NĐ-CP chưa đọc được'),
  ('one-stop', 5, 'Tổ chức tiếp nhận, giải quyết, trả kết quả tại Bộ phận Một cửa', 'How the one-stop office receives, handles and returns', array['Không hài lòng', 'Hài lòng', 'Rất hài lòng'], array['Dissatisfied', 'Satisfied', 'Very satisfied'], '2018-06-21', null, 'NĐ 61/2018/NĐ-CP, 11 chỉ số đánh giá, lời rút gọn; văn bản thay thế theo NĐ 118/2025/NĐ-CP chưa đọc được'),
  ('public', 6, 'Công khai thủ tục hành chính', 'Procedures made public', array['Không chính xác, đầy đủ, kịp thời', 'Niêm yết hoặc trên mạng', 'Cả niêm yết và trên mạng'], array['Not exact, complete or timely', 'On paper or online', 'On paper and online'], '2018-06-21', null, 'NĐ 61/2018/NĐ-CP, 11 chỉ số đánh giá, lời rút gọn; văn bản thay thế theo NĐ 118/2025/NĐ-CP chưa đọc được'),
  ('attitude', 7, 'Thái độ của cán bộ khi hướng dẫn, tiếp nhận, giải quyết', 'Attitude of the staff', array['Không hài lòng', 'Hài lòng', 'Rất hài lòng'], array['Dissatisfied', 'Satisfied', 'Very satisfied'], '2018-06-21', null, 'NĐ 61/2018/NĐ-CP, 11 chỉ số đánh giá, lời rút gọn; văn bản thay thế theo NĐ 118/2025/NĐ-CP chưa đọc được'),
  ('petitions', 8, 'Tiếp thu, giải trình phản ánh, kiến nghị', 'How complaints are heard and answered', array['Không hài lòng', 'Hài lòng', 'Rất hài lòng'], array['Dissatisfied', 'Satisfied', 'Very satisfied'], '2018-06-21', null, 'NĐ 61/2018/NĐ-CP, 11 chỉ số đánh giá, lời rút gọn; văn bản thay thế theo NĐ 118/2025/NĐ-CP chưa đọc được'),
  ('online', 9, 'Tiến độ và chất lượng dịch vụ công trực tuyến', 'Pace and quality of the online service', array['Không hài lòng', 'Hài lòng', 'Rất hài lòng'], array['Dissatisfied', 'Satisfied', 'Very satisfied'], '2018-06-21', null, 'NĐ 61/2018/NĐ-CP, 11 chỉ số đánh giá, lời rút gọn; văn bản thay thế theo NĐ 118/2025/NĐ-CP chưa đọc được'),
  ('ease', 10, 'Mức độ thuận tiện khi sử dụng dịch vụ', 'How easy the service is to use', array['Không hài lòng', 'Hài lòng', 'Rất hài lòng'], array['Dissatisfied', 'Satisfied', 'Very satisfied'], '2018-06-21', null, 'NĐ 61/2018/NĐ-CP, 11 chỉ số đánh giá, lời rút gọn; văn bản thay thế theo NĐ 118/2025/NĐ-CP chưa đọc được'),
  ('overall', 11, 'Đánh giá tổng thể dịch vụ', 'The service as a whole', array['Không hài lòng', 'Hài lòng', 'Rất hài lòng'], array['Dissatisfied', 'Satisfied', 'Very satisfied'], '2018-06-21', null, 'NĐ 61/2018/NĐ-CP, 11 chỉ số đánh giá, lời rút gọn; văn bản thay thế theo NĐ 118/2025/NĐ-CP chưa đọc được');

create table feedback.rating (
  id uuid primary key,
  dossier_id uuid not null unique,
  agency_id uuid not null,
  province_code text not null,
  procedure_code text not null,
  procedure_name text not null,
  levels jsonb not null,
  worst smallint not null check (worst between 0 and 2),
  reason bytea,
  shows_name boolean not null,
  way text not null check (way in ('account', 'link', 'kiosk')),
  month date not null,
  rated_at timestamptz not null,
  changed_at timestamptz,
  revision integer not null default 1,
  answer bytea,
  answered_at timestamptz,
  answered_by text,
  answered_by_name text,
  lang text not null check (lang in ('vi', 'en'))
);
create index rating_of_agency on feedback.rating (agency_id, rated_at desc, id);
create index rating_unanswered on feedback.rating (agency_id, rated_at desc, id) where worst = 0 and answered_at is null;
comment on table feedback.rating is 'The one rating of a dossier by whoever it is of: a level for each criterion, the reason (sealed), whether the office may see who gave it, and the office''s answer (sealed).';

create table feedback.tally (
  agency_id uuid not null,
  month date not null,
  criterion text not null,
  level_0 integer not null default 0,
  level_1 integer not null default 0,
  level_2 integer not null default 0,
  primary key (agency_id, month, criterion)
);
comment on table feedback.tally is 'How often each level was given to an agency in a month, counted by the acts of rating: public figures are read from here.';
