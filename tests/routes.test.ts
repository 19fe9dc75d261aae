import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createServer, createWeb, type DeclaredRoute, type WebDeps } from '../src/platform/http/index.ts'
import { DEMO_CITIZENS } from '../src/demo/people.ts'
import { startTestApp, type TestApp } from './support/app.ts'
import { Client, signedIn } from './sweeps/client.ts'

/** Every route of the program with who may use it: one that is added, taken away or opened shows here. */
const ROUTES = `
  process    GET /healthz
  process    GET /readyz
  public     GET /
  public     GET /nop-ho-so
  public     GET /hien-thi
  public     GET /hoi-dap
  public     GET /hoi-dap/:slug
  public     GET /gioi-thieu
  public     GET /quyen-rieng-tu
  public     GET /tiep-can
  public     GET /tro-giup
  public     GET /su-kien
  public     GET /su-kien/:slug
  public     GET /robots.txt
  public     GET /manifest.webmanifest
  public     GET /favicon.ico
  public     GET /dev/ui
  public     GET /dev/ui/:component
  public     GET /thu-tuc/:code
  public     GET /thu-tuc/:code/can-mang-theo
  public     GET /thu-tuc/:code/toan-van
  public     GET /linh-vuc
  public     GET /linh-vuc/:slug
  public     GET /co-quan
  public     GET /co-quan/:slug
  public     GET /su-kien/:slug/tat-ca
  public     GET /niem-yet
  public     GET /niem-yet/:office
  public     GET /niem-yet/:office/danh-muc.xlsx
  public     GET /niem-yet/:office/niem-yet.pdf
  api-public GET /api/v1/procedures/:code
  admin      GET /quan-tri/danh-muc/bao-cao
  public     GET /dev/goi-thu-tuc
  public     GET /dev/goi-thu-tuc/:code
  public     GET /thu-tuc/:code/mau-to-khai.pdf
  public     GET /tim-kiem
  api-public GET /api/v1/procedures
  public     GET /dang-ky
  public     POST /dang-ky
  public     GET /dang-ky/kich-hoat/:token
  public     POST /dang-ky/kich-hoat/:token
  public     POST /dang-ky/kich-hoat/:token/gui-lai
  public     GET /dang-nhap
  public     POST /dang-nhap
  public     POST /dang-xuat
  public     GET /quen-mat-khau
  public     POST /quen-mat-khau
  public     GET /quen-mat-khau/:token
  public     POST /quen-mat-khau/:token
  citizen    GET /tai-khoan
  citizen    POST /tai-khoan/dong-y
  citizen    GET /tai-khoan/mat-khau
  citizen    POST /tai-khoan/mat-khau
  citizen    GET /tai-khoan/lien-lac/:kind
  citizen    POST /tai-khoan/lien-lac/:kind
  citizen    GET /tai-khoan/lien-lac/:kind/xac-nhan
  citizen    POST /tai-khoan/lien-lac/:kind/xac-nhan
  citizen    POST /tai-khoan/lien-lac/:kind/gui-lai
  citizen    GET /tai-khoan/phien
  citizen    POST /tai-khoan/phien
  citizen    GET /tai-khoan/ma-truy-cap
  citizen    POST /tai-khoan/ma-truy-cap
  citizen    POST /tai-khoan/ma-truy-cap/:id/thu-hoi
  officer    GET /can-bo/dang-nhap
  officer    POST /can-bo/dang-nhap
  officer    POST /can-bo/dang-xuat
  officer    GET /can-bo/doi-mat-khau
  officer    POST /can-bo/doi-mat-khau
  api-public GET /api/v1/due-date
  citizen    GET /nop-ho-so/:code
  citizen    POST /nop-ho-so/:code
  citizen    GET /nop-ho-so/ban-nhap/:id/1
  citizen    POST /nop-ho-so/ban-nhap/:id/1
  citizen    GET /nop-ho-so/ban-nhap/:id/2
  citizen    POST /nop-ho-so/ban-nhap/:id/2
  citizen    GET /nop-ho-so/ban-nhap/:id/to-khai.pdf
  citizen    GET /nop-ho-so/ban-nhap/:id/3
  citizen    POST /nop-ho-so/ban-nhap/:id/3/giay-to
  citizen    POST /nop-ho-so/ban-nhap/:id/3/giay-to/:fileId/xoa
  citizen    POST /nop-ho-so/ban-nhap/:id/3/giay-to/dung-lai
  citizen    GET /nop-ho-so/ban-nhap/:id/3/giay-to/:fileId
  citizen    POST /nop-ho-so/ban-nhap/:id/3
  citizen    GET /nop-ho-so/ban-nhap/:id/4
  citizen    POST /nop-ho-so/ban-nhap/:id/4
  citizen    POST /nop-ho-so/ban-nhap/:id/xoa
  citizen    GET /nop-ho-so/ban-nhap/:id/moi/:party
  citizen    POST /nop-ho-so/ban-nhap/:id/moi/:party
  citizen    POST /nop-ho-so/ban-nhap/:id/moi/:party/gui-lai
  citizen    POST /nop-ho-so/ban-nhap/:id/moi/:party/thu-hoi
  citizen    GET /loi-moi/:token
  citizen    POST /loi-moi/:token
  citizen    GET /phan-khai/:id
  citizen    POST /phan-khai/:id
  citizen    GET /phan-khai/:id/giay-to
  citizen    POST /phan-khai/:id/giay-to
  citizen    GET /phan-khai/:id/giay-to/:fileId
  citizen    POST /phan-khai/:id/giay-to/:fileId/xoa
  citizen    GET /phan-khai/:id/xac-nhan
  citizen    POST /phan-khai/:id/xac-nhan
  citizen    POST /phan-khai/:id/sua
  citizen    POST /phan-khai/:id/thoi
  citizen    GET /nop-ho-so/ban-nhap/:id/da-nop
  citizen    GET /ho-so
  citizen    GET /ho-so/:code
  citizen    GET /ho-so/:code/bo-sung
  citizen    POST /ho-so/:code/bo-sung/giay-to/:fileId/xoa
  citizen    POST /ho-so/:code/bo-sung
  citizen    POST /ho-so/:code/tin-nhan
  citizen    POST /ho-so/:code/rut
  citizen    GET /ho-so/:code/du-thao
  citizen    GET /ho-so/:code/du-thao.pdf
  citizen    POST /ho-so/:code/du-thao
  citizen    GET /ho-so/:code/giay-to/:paperId
  citizen    GET /ho-so/:code/van-ban/:documentId
  citizen    GET /ho-so/:code/toan-bo.zip
  citizen    GET /ho-so/:code/ai-da-xem
  public     GET /tra-cuu
  public     POST /tra-cuu
  public     GET /tra-cuu/so-dinh-danh
  public     POST /tra-cuu/so-dinh-danh
  public     GET /tra-cuu/so-dinh-danh/:id
  public     POST /tra-cuu/so-dinh-danh/:id
  public     GET /tra-cuu/danh-sach
  public     GET /tra-cuu/ho-so/:code
  api-public GET /api/v1/tracking/:code
  api-public GET /api/v1/procedures/:code/form
  api-token  POST /api/v1/files
  api-token  DELETE /api/v1/files/:id
  api-token  POST /api/v1/dossiers
  api-token  GET /api/v1/dossiers
  api-token  GET /api/v1/dossiers/:code
  api-token  GET /api/v1/drafts
  api-token  POST /api/v1/drafts
  api-token  GET /api/v1/drafts/:id
  api-token  PUT /api/v1/drafts/:id
  api-token  GET /api/v1/drafts/:id/form
  api-token  POST /api/v1/drafts/:id/papers
  api-token  DELETE /api/v1/drafts/:id/papers/:fileId
  api-token  POST /api/v1/drafts/:id/submit
  api-token  DELETE /api/v1/drafts/:id
  api-token  POST /api/v1/drafts/:id/parties/:party/invitation
  api-token  POST /api/v1/drafts/:id/parties/:party/invitation/send-again
  api-token  DELETE /api/v1/drafts/:id/parties/:party/invitation
  api-token  GET /api/v1/invitations/:token
  api-token  POST /api/v1/invitations/:token/agree
  api-token  POST /api/v1/invitations/:token/decline
  api-token  GET /api/v1/parts
  api-token  GET /api/v1/parts/:id
  api-token  GET /api/v1/parts/:id/form
  api-token  PUT /api/v1/parts/:id/answers
  api-token  POST /api/v1/parts/:id/papers
  api-token  DELETE /api/v1/parts/:id/papers/:fileId
  api-token  POST /api/v1/parts/:id/confirm
  api-token  POST /api/v1/parts/:id/reopen
  api-token  DELETE /api/v1/parts/:id
  officer    GET /can-bo/tra-ket-qua
  officer    GET /can-bo/ho-so/:code/tra-ket-qua
  officer    GET /can-bo/tra-ket-qua/nguoi-nhan
  officer    POST /can-bo/tra-ket-qua/nguoi-nhan
  officer    GET /can-bo/tra-ket-qua/lan/:id
  officer    POST /can-bo/tra-ket-qua/lan/:id
  officer    GET /can-bo/tra-ket-qua/lan/:id/chu-ky.png
  officer    GET /can-bo
  officer    GET /can-bo/ban-ky
  officer    POST /can-bo/ban-ky
  officer    GET /can-bo/bo-loc
  officer    GET /can-bo/dieu-hanh
  officer    GET /can-bo/song
  officer    GET /can-bo/ho-so/:code/thay-doi
  officer    GET /can-bo/ho-so/danh-sach/:list
  officer    GET /can-bo/ho-so/danh-sach/:list/canh
  officer    GET /can-bo/ho-so/tim
  officer    GET /can-bo/tiep-nhan
  officer    GET /can-bo/tiep-nhan/huong-dan
  officer    POST /can-bo/tiep-nhan/huong-dan
  officer    GET /can-bo/so-chung-thuc
  officer    GET /can-bo/so-chung-thuc/:book
  officer    POST /can-bo/tiep-nhan
  officer    GET /can-bo/tiep-nhan/ho-so/:id
  officer    POST /can-bo/tiep-nhan/ho-so/:id
  officer    GET /can-bo/tiep-nhan/ho-so/:id/nguoi-nop
  officer    POST /can-bo/tiep-nhan/ho-so/:id/nguoi-nop
  officer    POST /can-bo/tiep-nhan/ho-so/:id/bo
  officer    GET /can-bo/tiep-nhan/ho-so/:id/quet/:component
  officer    GET /can-bo/tiep-nhan/ho-so/:id/xac-nhan
  officer    POST /can-bo/tiep-nhan/ho-so/:id/xac-nhan
  officer    GET /can-bo/tiep-nhan/ho-so/:id/nop-thay
  officer    POST /can-bo/tiep-nhan/ho-so/:id/nop-thay
  officer    GET /can-bo/tiep-nhan/ho-so/:id/tu-choi
  officer    POST /can-bo/tiep-nhan/ho-so/:id/tu-choi
  officer    GET /can-bo/tiep-nhan/ho-so/:id/xong
  officer    GET /can-bo/tiep-nhan/ho-so/:id/phieu/:document
  officer    POST /can-bo/bo-loc
  officer    POST /can-bo/bo-loc/:id
  officer    GET /can-bo/ho-so/:code
  officer    GET /can-bo/ho-so/:code/giay-to/:paperId
  officer    GET /can-bo/ho-so/:code/van-ban/:documentId
  officer    GET /can-bo/ho-so/:code/du-thao.pdf
  officer    GET /can-bo/ho-so/:code/tiep-nhan
  officer    POST /can-bo/ho-so/:code/tiep-nhan
  officer    GET /can-bo/ho-so/:code/yeu-cau-bo-sung
  officer    POST /can-bo/ho-so/:code/yeu-cau-bo-sung
  officer    POST /can-bo/nhieu-ho-so
  officer    GET /can-bo/ho-so/:code/tu-choi
  officer    POST /can-bo/ho-so/:code/tu-choi
  officer    GET /can-bo/ho-so/:code/giai-quyet-rut
  officer    POST /can-bo/ho-so/:code/giai-quyet-rut
  officer    GET /can-bo/ho-so/:code/dung
  officer    POST /can-bo/ho-so/:code/dung
  officer    GET /can-bo/ho-so/:code/phan-cong
  officer    POST /can-bo/ho-so/:code/phan-cong
  officer    GET /can-bo/ho-so/:code/tham-tra
  officer    POST /can-bo/ho-so/:code/tham-tra
  officer    GET /can-bo/ho-so/:code/ky-duyet
  officer    POST /can-bo/ho-so/:code/ky-duyet
  officer    POST /can-bo/ho-so/:code/chuyen-xu-ly
  officer    POST /can-bo/ho-so/:code/phat-hanh
  officer    POST /can-bo/ho-so/:code/tin-nhan
  officer    POST /can-bo/ho-so/:code/ghi-chu
  officer    GET /can-bo/ho-so/:code/du-thao
  officer    POST /can-bo/ho-so/:code/du-thao
  officer    GET /can-bo/ho-so/:code/gui-lai-du-thao
  officer    POST /can-bo/ho-so/:code/gui-lai-du-thao
  officer    GET /can-bo/ho-so/:code/thu-phi
  officer    POST /can-bo/ho-so/:code/thu-phi
  officer    GET /can-bo/ho-so/:code/huy-thu-phi
  officer    POST /can-bo/ho-so/:code/huy-thu-phi
  officer    GET /can-bo/ho-so/:code/gia-han
  officer    POST /can-bo/ho-so/:code/gia-han
  officer    GET /can-bo/ho-so/:code/nghia-vu
  officer    POST /can-bo/ho-so/:code/nghia-vu
  officer    GET /can-bo/ho-so/:code/da-nop
  officer    POST /can-bo/ho-so/:code/da-nop
  officer    GET /can-bo/ho-so/:code/thoi-han
  public     GET /ki-ot/:office
  public     GET /ki-ot/:office/goi-giup
  public     POST /ki-ot/:office/goi-giup
  public     GET /ki-ot/:office/lay-so/:group
  public     POST /ki-ot/:office/lay-so/:group
  public     GET /ki-ot/:office/so/:address
  public     GET /ki-ot/:office/cai/:token
  public     POST /ki-ot/:office/cai/:token
  public     GET /ki-ot/:office/tra-cuu
  public     GET /bang-goi-so/:office
  public     GET /bang-goi-so/:office/dong
  public     GET /so-thu-tu/:address
  public     POST /so-thu-tu/:address/thoi
  officer    GET /can-bo/quay
  officer    GET /can-bo/quay/so-lieu
  public     GET /ki-ot/:office/den-hen
  public     POST /ki-ot/:office/den-hen
  officer    GET /can-bo/ho-so-giay
  officer    GET /can-bo/ho-so/:code/ho-so-giay
  officer    POST /can-bo/ho-so/:code/ho-so-giay
  officer    GET /can-bo/cuoi-ngay
  officer    GET /can-bo/cuoi-ngay.xlsx
  officer    GET /can-bo/cuoi-ngay.pdf
  officer    GET /can-bo/ban-giao
  officer    GET /can-bo/ban-giao/moi
  officer    POST /can-bo/ban-giao/moi
  officer    GET /can-bo/ban-giao/:id
  officer    GET /can-bo/ban-giao/:id/phieu.pdf
  officer    POST /can-bo/ban-giao/:id/xac-nhan
  officer    POST /can-bo/ban-giao/:id/thu-hoi
  admin      GET /quan-tri/noi-de-ho-so
  admin      GET /quan-tri/noi-de-ho-so/:id
  admin      POST /quan-tri/noi-de-ho-so/:id
  admin      POST /quan-tri/noi-de-ho-so/:id/thoi-dung
  citizen    GET /ho-so/:code/danh-gia
  citizen    POST /ho-so/:code/danh-gia
  public     GET /danh-gia
  public     GET /danh-gia/:office
  public     GET /danh-gia/ho-so/:token
  public     POST /danh-gia/ho-so/:token
  public     GET /ki-ot/:office/danh-gia
  public     POST /ki-ot/:office/danh-gia
  public     GET /ki-ot/:office/danh-gia/:token
  public     POST /ki-ot/:office/danh-gia/:token
  officer    GET /can-bo/danh-gia
  officer    GET /can-bo/danh-gia/:id
  officer    POST /can-bo/danh-gia/:id
  public     GET /dat-lich
  public     GET /dat-lich/:office
  citizen    POST /dat-lich/:office
  citizen    GET /lich-hen
  citizen    POST /lich-hen/:id/huy
  officer    GET /can-bo/quay/dong
  officer    POST /can-bo/quay/:viec
  admin      GET /quan-tri/xep-hang
  admin      GET /quan-tri/xep-hang/:office
  admin      POST /quan-tri/xep-hang/:office/nhom/:id/ket-thuc
  admin      POST /quan-tri/xep-hang/:office/quay/:id/ket-thuc
  admin      POST /quan-tri/xep-hang/:office/uu-tien/:id/ket-thuc
  admin      POST /quan-tri/xep-hang/:office/uu-tien
  admin      POST /quan-tri/xep-hang/:office/may
  admin      POST /quan-tri/xep-hang/:office/may/:id/thu-hoi
  admin      GET /quan-tri/xep-hang/:office/nhom/:id
  admin      POST /quan-tri/xep-hang/:office/nhom/:id
  admin      GET /quan-tri/xep-hang/:office/quay/:id
  admin      POST /quan-tri/xep-hang/:office/quay/:id
  officer    POST /can-bo/ho-so/:code/van-ban/:documentId/in-lai
  officer    GET /can-bo/ho-so/:code/van-ban/:documentId/ban-in-lai/:copy
  officer    GET /can-bo/ho-so/:code/phieu-kiem-soat.pdf
  officer    GET /can-bo/ho-so/:code/dinh-chinh
  officer    POST /can-bo/ho-so/:code/dinh-chinh
  officer    GET /can-bo/ho-so/:code/tra-giay-to
  officer    POST /can-bo/ho-so/:code/tra-giay-to
  officer    GET /can-bo/ho-so/:code/tra-thay-the
  officer    POST /can-bo/ho-so/:code/tra-thay-the
  officer    GET /can-bo/so-ket-qua
  officer    GET /can-bo/so-ket-qua/:book
  officer    GET /can-bo/so-ket-qua/:book/in.pdf
  officer    GET /can-bo/so-theo-doi
  officer    GET /can-bo/so-theo-doi.xlsx
  officer    GET /can-bo/so-theo-doi.pdf
  officer    GET /can-bo/ho-so/:code/giao-viec
  officer    POST /can-bo/ho-so/:code/giao-viec
  officer    GET /can-bo/ho-so/:code/uy-quyen
  officer    POST /can-bo/ho-so/:code/uy-quyen
  officer    GET /can-bo/ho-so/:code/xin-y-kien
  officer    POST /can-bo/ho-so/:code/xin-y-kien
  officer    GET /can-bo/ho-so/:code/tra-ve-buoc
  officer    POST /can-bo/ho-so/:code/tra-ve-buoc
  officer    POST /can-bo/ho-so/:code/nhan-viec
  officer    POST /can-bo/ho-so/:code/tra-viec
  officer    POST /can-bo/ho-so/:code/theo-doi
  officer    POST /can-bo/ho-so/:code/rut-y-kien
  officer    GET /can-bo/phan-cong
  officer    POST /can-bo/phan-cong
  officer    GET /can-bo/y-kien
  officer    GET /can-bo/y-kien/:id
  officer    POST /can-bo/y-kien/:id
  officer    GET /can-bo/y-kien/:id/giay-to/:paperId
  officer    GET /can-bo/thong-bao
  officer    POST /can-bo/thong-bao/da-doc
  admin      GET /quan-tri
  admin      GET /quan-tri/co-quan
  admin      GET /quan-tri/co-quan/moi
  admin      POST /quan-tri/co-quan/moi
  admin      GET /quan-tri/co-quan/:id
  admin      POST /quan-tri/co-quan/:id
  admin      POST /quan-tri/co-quan/:id/diem-tiep-nhan
  admin      POST /quan-tri/co-quan/:id/diem-tiep-nhan/:point/dong
  admin      POST /quan-tri/co-quan/:id/dong
  admin      GET /quan-tri/can-bo
  admin      GET /quan-tri/can-bo/moi
  admin      POST /quan-tri/can-bo/moi
  admin      GET /quan-tri/can-bo/:id
  admin      POST /quan-tri/can-bo/:id/ten
  admin      POST /quan-tri/can-bo/:id/khoa
  admin      POST /quan-tri/can-bo/:id/mo
  admin      POST /quan-tri/can-bo/:id/vi-tri
  admin      POST /quan-tri/can-bo/:id/ket-thuc
  admin      POST /quan-tri/can-bo/:id/mat-khau
  admin      GET /quan-tri/vang-mat
  admin      POST /quan-tri/vang-mat
  admin      POST /quan-tri/vang-mat/:id/huy
  admin      GET /quan-tri/goi-thu-tuc
  admin      POST /quan-tri/goi-thu-tuc
  admin      GET /quan-tri/goi-thu-tuc/:code
  admin      GET /quan-tri/goi-thu-tuc/:code/:number/goi.zip
  admin      GET /quan-tri/goi-thu-tuc/:code/:number/to-khai.pdf
  admin      GET /quan-tri/goi-thu-tuc/:code/:number/ket-qua.pdf
  admin      GET /quan-tri/goi-thu-tuc/:code/:number/xem-truoc
  admin      GET /quan-tri/goi-thu-tuc/:code/:number/cong-bo
  admin      POST /quan-tri/goi-thu-tuc/:code/:number/cong-bo
  admin      GET /quan-tri/goi-thu-tuc/:code/thu-hoi/:publicationId
  admin      POST /quan-tri/goi-thu-tuc/:code/thu-hoi/:publicationId
  admin      GET /quan-tri/goi-thu-tuc/:code/ngung
  admin      POST /quan-tri/goi-thu-tuc/:code/ngung
  admin      GET /quan-tri/goi-thu-tuc/tu-danh-muc
  admin      GET /quan-tri/goi-thu-tuc/tu-danh-muc/:code
  admin      POST /quan-tri/goi-thu-tuc/tu-danh-muc/:code
  admin      GET /quan-tri/ngay-nghi
  admin      POST /quan-tri/ngay-nghi/nam/:year
  admin      GET /quan-tri/ngay-nghi/them
  admin      POST /quan-tri/ngay-nghi/them
  admin      GET /quan-tri/ngay-nghi/thay-doi
  admin      GET /quan-tri/ngay-nghi/thay-doi/:changeId
  admin      POST /quan-tri/ngay-nghi/thay-doi/:changeId/luu
  admin      POST /quan-tri/ngay-nghi/thay-doi/:changeId/bo
  admin      GET /quan-tri/ngay-nghi/:dayId/sua
  admin      POST /quan-tri/ngay-nghi/:dayId/sua
  admin      GET /quan-tri/ngay-nghi/:dayId/bo
  admin      POST /quan-tri/ngay-nghi/:dayId/bo
  admin      GET /quan-tri/gio-lam-viec
  admin      GET /quan-tri/gio-lam-viec/:office
  admin      POST /quan-tri/gio-lam-viec/:office
  admin      GET /quan-tri/tieu-chi-danh-gia
  admin      GET /quan-tri/tieu-chi-danh-gia/:key
  admin      POST /quan-tri/tieu-chi-danh-gia/:key
  admin      POST /quan-tri/tieu-chi-danh-gia/:key/ket-thuc
  admin      GET /quan-tri/tham-so
  admin      GET /quan-tri/tham-so/:key
  admin      POST /quan-tri/tham-so/:key
  admin      GET /quan-tri/quy-trinh
  admin      GET /quan-tri/quy-trinh/:key
  admin      POST /quan-tri/quy-trinh/:key
  admin      GET /quan-tri/quy-trinh/:key/:number/cong-bo
  admin      POST /quan-tri/quy-trinh/:key/:number/cong-bo
  admin      GET /quan-tri/quy-trinh/chuyen
  admin      POST /quan-tri/quy-trinh/chuyen
  admin      GET /quan-tri/quy-trinh/chuyen/:migrationId
  admin      GET /quan-tri/quy-trinh/:key/ngung
  admin      POST /quan-tri/quy-trinh/:key/ngung
  admin      GET /quan-tri/quy-trinh/:key/so-sanh
  admin      GET /quan-tri/quy-trinh/nhap/:draftId
  admin      POST /quan-tri/quy-trinh/nhap/:draftId
  admin      GET /quan-tri/quy-trinh/nhap/:draftId/quy-trinh.xlsx
  admin      GET /quan-tri/quy-trinh/nhap/:draftId/buoc/:at
  admin      POST /quan-tri/quy-trinh/nhap/:draftId/buoc/:at
  admin      GET /quan-tri/quy-trinh/nhap/:draftId/buoc-moi
  admin      POST /quan-tri/quy-trinh/nhap/:draftId/buoc-moi
  admin      GET /quan-tri/quy-trinh/nhap/:draftId/ve
  admin      POST /quan-tri/quy-trinh/nhap/:draftId/ve
  admin      GET /quan-tri/quy-trinh/nhap/:draftId/tep
  admin      POST /quan-tri/quy-trinh/nhap/:draftId/tep
  admin      POST /quan-tri/quy-trinh/nhap/:draftId/dua-vao
  admin      GET /quan-tri/quy-trinh/nhap/:draftId/cong-bo
  admin      POST /quan-tri/quy-trinh/nhap/:draftId/cong-bo
  admin      GET /quan-tri/quy-trinh/:key/:number/quy-trinh.xlsx
  admin      GET /quan-tri/quy-trinh/:key/:number/quy-trinh.bpmn
  api-public GET /api/v1/openapi.json
  api-public GET /api/v1/docs
  api-public GET /api/v1/problems
  api-public GET /api/v1/problems/:code
  sandbox    GET /sandbox
  sandbox    GET /sandbox/hop-thu
  sandbox    GET /sandbox/hop-thu.json
  sandbox    POST /sandbox/hop-thu/trang-thai
  sandbox    GET /sandbox/dan-cu
  sandbox    POST /sandbox/dan-cu
  sandbox    GET /sandbox/dong-ho
  sandbox    POST /sandbox/dong-ho
`
/** Routes of a closed audience that answer anybody, because one gets in (or out) there. */
const DOORS = ['GET /can-bo/dang-nhap', 'POST /can-bo/dang-nhap', 'POST /can-bo/dang-xuat']

let app: TestApp
const people = {} as Record<'anonymous' | 'citizen' | 'officer' | 'admin', Client>
beforeAll(async () => {
  app = await startTestApp()
  people.anonymous = new Client(app)
  people.citizen = await signedIn(app, 'citizen', DEMO_CITIZENS[0].username)
  people.officer = await signedIn(app, 'staff', 'motcua')
  people.admin = await signedIn(app, 'staff', 'quantri')
})
afterAll(() => app?.close())

const nameOf = (route: DeclaredRoute) => `${route.method} ${route.url}`
const closed = (audience: string) => app.app.web.routes.filter((route) => route.access.audience === audience && !DOORS.includes(nameOf(route)))

describe('the routes', () => {
  it('are these, each with its audience', () => {
    const declared = app.app.web.routes.map((route) => `${route.access.audience.padEnd(10)} ${nameOf(route)}`)
    expect(declared.sort()).toEqual(ROUTES.trim().split('\n').map((line) => line.trim()).sort())
  })

  it('are all that the server answers, but the built assets', () => {
    const expected = new Set(
      app.app.web.routes.flatMap(({ method, url, access }) => {
        const both = access.audience === 'public' || access.audience === 'citizen' ? [url, url === '/' ? '/en' : `/en${url}`] : [url]
        return both.flatMap((address) => (method === 'GET' ? [`GET ${address}`, `HEAD ${address}`] : [`${method} ${address}`]))
      }),
    )
    const more = servedBy(app).filter((route) => !expected.has(route))
    // Printed without its prefix.
    expect(more.sort()).toEqual(['GET /*', 'HEAD /*'])
    const { fastify } = app.app
    expect([fastify.hasRoute({ method: 'GET', url: '/assets/*' }), fastify.hasRoute({ method: 'GET', url: '/*' })]).toEqual([true, false])
  })

  it('send an anonymous visitor to log in, or refuse him', async () => {
    const { anonymous } = people
    await each('citizen', async (route) => expect(await answer(anonymous, route)).toMatch(/^303 \/dang-nhap\?ve=/))
    await each('officer', async (route) => expect(await answer(anonymous, route)).toMatch(/^303 \/can-bo\/dang-nhap\?ve=/))
    await each('admin', async (route) => expect(await answer(anonymous, route)).toMatch(/^303 \/can-bo\/dang-nhap\?ve=/))
    await each('api-token', async (route) => expect(await answer(anonymous, route)).toBe('401 '))
  })

  it('refuse those who have a session of another audience', async () => {
    await each('citizen', async (route) => expect(await answer(people.officer, route)).toMatch(/^303 \/dang-nhap\?ve=/))
    for (const audience of ['officer', 'admin']) await each(audience, async (route) => expect(await answer(people.citizen, route)).toMatch(/^303 \/can-bo\/dang-nhap/))
    await each('admin', async (route) => expect(await answer(people.officer, route)).toBe('403 '))
    for (const who of [people.citizen, people.officer, people.admin]) await each('api-token', async (route) => expect(await answer(who, route)).toBe('401 '))
  })

  it('refuse a cookie or a token that nobody gave out', async () => {
    const forger = new Client(app)
    for (const name of [...people.citizen.cookies.keys(), ...people.officer.cookies.keys()]) forger.cookies.set(name, 'A'.repeat(43))
    expect(await answer(forger, { method: 'GET', url: '/ho-so', access: { audience: 'citizen' } })).toMatch(/^303/)
    expect(await answer(forger, { method: 'GET', url: '/quan-tri', access: { audience: 'admin' } })).toMatch(/^303/)
    for (const route of closed('api-token')) {
      const reply = await forger.request(route.method as 'GET', filled(route.url), { headers: { authorization: `Bearer ${'A'.repeat(43)}` } })
      expect(`${nameOf(route)} ${reply.status}`).toBe(`${nameOf(route)} 401`)
    }
  })
})

describe('a planted route', () => {
  const open = async () => {
    const fastify = await createServer({ secure: false, trustProxy: false, logger: false, assetsFolder: null })
    return { fastify, web: createWeb({ fastify, sessionKey: Buffer.alloc(32), pageVersion: () => '' } as unknown as WebDeps) }
  }
  it('without an audience stops the program, put on the server or on the web layer', async () => {
    const { fastify, web } = await open()
    expect(() => fastify.get('/planted', async () => 'x')).toThrow(/does not declare who may use it/)
    expect(() => web.get('/planted', {} as never, async () => ({ kind: 'html', html: '', status: 200 }))).toThrow(/does not declare who may use it/)
    await fastify.close()
  })
  it('at another audience’s address stops the program', async () => {
    const { fastify, web } = await open()
    const handler = async () => ({ kind: 'html', html: '', status: 200 }) as const
    expect(() => web.get('/planted', { audience: 'officer' }, handler)).toThrow(/under \/can-bo/)
    expect(() => web.get('/can-bo/planted', { audience: 'public' }, handler)).toThrow(/belongs to another audience/)
    await fastify.close()
  })
  it('shows in the list that the server answers', async () => {
    const { fastify, web } = await open()
    web.get('/planted', { audience: 'public' }, async () => ({ kind: 'html', html: '', status: 200 }))
    expect(servedBy({ app: { fastify } })).toEqual(expect.arrayContaining(['GET /planted', 'GET /en/planted']))
    await fastify.close()
  })
})

/** Each route of the audience; all that fail are told at once. */
async function each(audience: string, check: (route: DeclaredRoute) => Promise<void>): Promise<void> {
  const failures: string[] = []
  for (const route of closed(audience)) await check(route).catch((error: Error) => failures.push(`${nameOf(route)}: ${error.message.split('\n')[0]}`))
  expect(failures).toEqual([])
}

async function answer(who: Client, route: DeclaredRoute): Promise<string> {
  const reply = await who.request(route.method as 'GET', filled(route.url))
  return `${reply.status} ${String(reply.headers.location ?? '')}`
}

const filled = (url: string) => url.replace(/:code/, '1.001193').replace(/:\w+/g, '01900000-0000-7000-8000-000000000999')

/** What Fastify itself answers, read off its printed tree. */
function servedBy({ app: { fastify } }: { app: Pick<TestApp['app'], 'fastify'> }): string[] {
  const above: string[] = []
  const found: string[] = []
  for (const line of fastify.printRoutes({ commonPrefix: false }).split('\n')) {
    const [, indent = '', segment = '', methods] = /^([│\s]*[├└]── )(.*?)(?: \(([A-Z, ]+)\))?$/.exec(line) ?? []
    if (!indent) continue
    const depth = indent.length / 4
    above[depth] = segment
    const url = above.slice(1, depth + 1).join('')
    for (const method of methods?.split(', ') ?? []) found.push(`${method} ${url}`)
  }
  return found
}
